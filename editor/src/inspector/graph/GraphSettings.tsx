/** The graph's own settings: shown when nothing is selected. */
import { type Graph, type GraphPatch, nodeName, nodesOf, patched, updateGraph } from '@baton/shared/graph';
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { useDocument } from '../../document/document.ts';
import { ModelField } from '../../nodes/ModelField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Changeable } from '../Changeable.tsx';
import { Head } from '../Head.tsx';
import { FormOrJson } from '../FormOrJson.tsx';
import styles from '../Inspector.module.css';
import { PartJson, refuseSettings } from '../PartJson.tsx';
import { replacing } from '../replacing.ts';
import { ProblemList } from '../ProblemList.tsx';
import { useProblems } from '../problems.ts';
import { GraphId } from './GraphId.tsx';
import { LimitFields } from './LimitFields.tsx';
import type { GraphPartProps } from './part.ts';
import { StateFields } from './StateFields.tsx';
import { ToolList } from '../tools/ToolList.tsx';
import { ScenarioFields } from './ScenarioFields.tsx';

const resumes = [
  { value: 'active', label: 'The node that spoke last' },
  { value: 'entry', label: 'The entry' },
] as const;

export function GraphSettings({ graph }: { graph: Graph }) {
  const edit = useDocument((document) => document.edit);
  const [asJson, setAsJson] = useState(false);
  const { all, at: problem } = useProblems(graph, { in: 'graph' });
  const change = (patch: GraphPatch): void =>
    edit('Change the graph’s settings', (now) => updateGraph(now, patch), {
      merge: `graph:${Object.keys(patch).join()}`,
    });
  const part: GraphPartProps = { graph, change, problem };
  const { format: _, id: _id, nodes: _nodes, handoffs: _handoffs, ...own } = graph;
  return (
    <>
      <Head icon={<Settings2 size={16} />} title={graph.name ?? graph.id} kind="Graph settings">
        <FormOrJson asJson={asJson} onChange={setAsJson} />
      </Head>
      <ProblemList problems={all} />
      {asJson ? (
        <PartJson
          name="the graph’s settings"
          value={own}
          refuse={refuseSettings}
          onChange={(next) => change(replacing(own, next as GraphPatch))}
        />
      ) : (
        <>
          <Changeable>
            <div className={styles['fields']}>
              <TextField
                label="Name"
                error={problem('/name')}
                placeholder={graph.id}
                value={graph.name ?? ''}
                onChange={(name) => change({ name: name || undefined })}
              />
              <GraphId id={graph.id} />
              <TextField
                label="What it is for"
                error={problem('/description')}
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
                error={problem('/resume')}
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
          </Changeable>
          <ToolList {...part} />
          <Changeable>
            <LimitFields {...part} />
            <ScenarioFields {...part} />
          </Changeable>
        </>
      )}
    </>
  );
}
