/** What the built-in model plays in place of a real one. */
import type { Graph } from '@baton/shared/graph';
import type { NodeOf, ScriptStep } from '@baton/shared/nodes';
import { JsonField, wantsList } from '../ui/JsonField.tsx';
import { Section } from '../ui/Section.tsx';
import type { Told } from '../ui/told.ts';

interface ScriptFieldProps {
  node: NodeOf<'agent' | 'router'>;
  graph: Graph;
  onChange: (script: ScriptStep[] | undefined) => void;
  error: Told | undefined;
}

export function ScriptField({ node, graph, onChange, error }: ScriptFieldProps) {
  const count = node.script?.length ?? 0;
  const model = node.model ?? graph.defaults?.model ?? 'script';
  return (
    <Section
      name="script"
      told={error}
      title="Script"
      summary={count === 0 ? 'plays by itself' : `${count} step${count === 1 ? '' : 's'}`}
    >
      <JsonField
        label="Steps"
        help={
          model === 'script'
            ? 'Every model call plays the first step whose "if" holds. Without one, the node plays by itself: it takes the handoff whose words are nearest.'
            : `Played when a run uses the model script in place of ${model}.`
        }
        rows={6}
        refuse={wantsList}
        error={error}
        placeholder={
          '[\n  { "if": "input.contains(\'refund\')", "handoff": "returns" },\n  { "say": "Happy to help." }\n]'
        }
        value={node.script}
        // What is wrong inside the list is shown by the checks, at its path.
        onChange={(script) => onChange(script as ScriptStep[] | undefined)}
      />
    </Section>
  );
}
