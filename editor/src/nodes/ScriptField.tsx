/** What the built-in model plays in place of a real one: steps, the first of which that fits is played. */
import { type Graph, sampleValue } from '@baton/shared/graph';
import type { NodeOf, ScriptStep } from '@baton/shared/nodes';
import { ListEditor } from '../ui/ListEditor.tsx';
import { JsonField, wantsList } from '../ui/JsonField.tsx';
import { Section } from '../ui/Section.tsx';
import { Segments } from '../ui/Segments.tsx';
import { gravest, type ToldAt } from '../ui/told.ts';
import { useState } from 'react';
import styles from './form.module.css';
import { StepFields } from './script/StepFields.tsx';

/** An agent with output fields answers with those. */
const freshStep = (node: ScriptFieldProps['node']): ScriptStep =>
  node.kind === 'agent' && node.output ? { output: sampleValue(node.output) } : { say: 'Happy to help.' };

interface ScriptFieldProps {
  node: NodeOf<'agent' | 'router'>;
  graph: Graph;
  onChange: (script: ScriptStep[] | undefined) => void;
  problem: ToldAt;
}

export function ScriptField({ node, graph, onChange, problem }: ScriptFieldProps) {
  const [asJson, setAsJson] = useState(false);
  const steps = node.script ?? [];
  const model = node.model ?? graph.defaults?.model ?? 'script';
  return (
    <Section
      name="script"
      told={gravest(problem('/script'))}
      title="Script"
      summary={steps.length === 0 ? 'plays by itself' : `${steps.length} step${steps.length === 1 ? '' : 's'}`}
    >
      <div className={styles['between']}>
        <p className={styles['note']}>
          {model === 'script'
            ? 'Every model call plays the first step that fits. Without one, the node takes the handoff whose words are nearest.'
            : `Played when a run uses the model script in place of ${model}.`}
        </p>
        <Segments
          label="Script: steps or JSON"
          small
          value={asJson ? 'json' : 'steps'}
          segments={[
            { value: 'steps', label: 'Steps' },
            { value: 'json', label: 'JSON' },
          ]}
          onChange={(next) => setAsJson(next === 'json')}
        />
      </div>
      {asJson ? (
        <JsonField
          label="Steps"
          rows={6}
          refuse={wantsList}
          error={problem('/script')}
          value={node.script}
          // What is wrong inside the list is shown by the checks, at its path.
          onChange={(script) => onChange(script as ScriptStep[] | undefined)}
        />
      ) : (
        <ListEditor
          noun="step"
          entries={steps}
          fresh={() => freshStep(node)}
          onChange={(next) => onChange(next.length > 0 ? next : undefined)}
        >
          {(step, change, index) => (
            <StepFields
              step={step}
              node={node}
              graph={graph}
              change={change}
              problem={(field) => problem(`/script/${index}${field}`)}
            />
          )}
        </ListEditor>
      )}
    </Section>
  );
}
