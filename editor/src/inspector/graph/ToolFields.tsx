/** The tools of a graph, as a list in JSON. */
import type { Tool } from '@baton/shared/graph';
import { JsonField, wantsList } from '../../ui/JsonField.tsx';
import { Section } from '../../ui/Section.tsx';
import type { GraphPartProps } from './part.ts';

export function ToolFields({ graph, change, problem }: GraphPartProps) {
  const tools = graph.tools ?? [];
  return (
    <Section
      name="tools"
      told={problem('/tools')}
      title="Tools"
      summary={tools.map(({ id }) => id).join(', ') || 'none'}
    >
      <JsonField
        label="Tools"
        help="What agents and tool nodes may call: http, mcp, code, graph or builtin. Each says in description when to use it."
        rows={8}
        refuse={wantsList}
        error={problem('/tools')}
        placeholder={'[\n  { "id": "calculator", "type": "builtin", "builtin": "calculator" }\n]'}
        value={graph.tools}
        // What is wrong inside the list is shown by the checks, at its path.
        onChange={(list) => change({ tools: list as Tool[] | undefined })}
      />
    </Section>
  );
}
