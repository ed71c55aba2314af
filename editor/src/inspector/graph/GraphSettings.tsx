/** The graph's own settings: shown when nothing is selected. */
import { type Graph, type GraphPatch, nodeName, nodesOf, patched, updateGraph } from '@baton/shared/graph';
import { Settings2 } from 'lucide-react';
import { useDocument } from '../../document/document.ts';
import { ModelField } from '../../nodes/ModelField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Head } from '../Head.tsx';
import styles from '../Inspector.module.css';
import { JsonView } from '../JsonView.tsx';
import { ProblemList } from '../ProblemList.tsx';
import { useProblems } from '../problems.ts';
import { LimitFields } from './LimitFields.tsx';
import type { GraphPartProps } from './part.ts';
import { StateFields } from './StateFields.tsx';
import { ToolFields } from './ToolFields.tsx';

const resumes = [
  { value: 'active', label: 'The node that spoke last' },
  { value: 'entry', label: 'The entry' },
] as const;

export function GraphSettings({ graph }: { graph: Graph }) {
  const edit = useDocument((document) => document.edit);
  const { whole, at: problem } = useProblems(graph, 'graph');
  const change = (patch: GraphPatch): void =>
    edit('Change the graph’s settings', (now) => updateGraph(now, patch), {
      merge: `graph:${Object.keys(patch).join()}`,
    });
  const part: GraphPartProps = { graph, change, problem };
  return (
    <>
      <Head icon={<Settings2 size={16} />} title={graph.name ?? graph.id} kind="Graph settings" />
      <ProblemList problems={whole} />
      <div className={styles['fields']}>
        <TextField
          label="Name"
          placeholder={graph.id}
          value={graph.name ?? ''}
          onChange={(name) => change({ name: name || undefined })}
        />
        <TextField
          label="What it is for"
          rows={2}
          value={graph.description ?? ''}
          onChange={(description) => change({ description: description || undefined })}
        />
        <SelectField
          label="Entry"
          help="The node that gets the first message."
          error={problem('/entry')}
          value={graph.entry}
          choices={nodesOf(graph).map((node) => ({ value: node.id, label: nodeName(node) }))}
          onChange={(entry) => change({ entry })}
        />
        <SelectField
          label="The next turn goes to"
          value={graph.resume ?? 'active'}
          choices={resumes}
          onChange={(resume) => change({ resume: resume === 'active' ? undefined : resume })}
        />
        <ModelField
          label="Default model"
          help="For nodes that name none. script needs no key and no network."
          fallback="script"
          value={graph.defaults?.model}
          error={problem('/defaults')}
          onChange={(model) => {
            const defaults = patched(graph.defaults ?? {}, { model });
            change({ defaults: Object.keys(defaults).length > 0 ? defaults : undefined });
          }}
        />
      </div>
      <StateFields {...part} />
      <ToolFields {...part} />
      <LimitFields {...part} />
      <JsonView value={graph} />
    </>
  );
}
