/** A node: what it is called, its kind's own form, where it may hand over to, and what happens when it fails. */
import {
  type Graph,
  nodeName,
  type NodePatch,
  removeNodes,
  renameNode,
  updateGraph,
  updateNode,
} from '@baton/shared/graph';
import { nodeKinds, type Node } from '@baton/shared/nodes';
import { mayRename } from '@baton/shared/rules';
import { Ellipsis, Flag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/useSession.ts';
import { useDocument } from '../../document/document.ts';
import { NodeFields } from '../../nodes/forms.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { DraftField } from '../../ui/DraftField.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Changeable } from '../Changeable.tsx';
import { Head } from '../Head.tsx';
import styles from '../Inspector.module.css';
import { FormOrJson } from '../FormOrJson.tsx';
import { PartJson, refuseEntry } from '../PartJson.tsx';
import { ProblemList } from '../ProblemList.tsx';
import { useProblems } from '../problems.ts';
import { replacing } from '../replacing.ts';
import { createTool, openTool } from '../tools/openTool.ts';
import { AnswerPreview } from './AnswerPreview.tsx';
import { FailureFields } from './FailureFields.tsx';
import { NameField } from './NameField.tsx';
import { NodeHandoffs } from './NodeHandoffs.tsx';

export function NodeInspector({ node, graph }: { node: Node; graph: Graph }) {
  const edit = useDocument((document) => document.edit);
  const mayEdit = useMay('edit');
  const [asJson, setAsJson] = useState(false);
  const { all, at: problem } = useProblems(graph, { in: 'node', id: node.id });
  const name = nodeName(node);
  const { title, icon, help } = nodeKinds[node.kind];

  const change = (patch: NodePatch): void =>
    edit(`Change ${name}`, (now) => updateNode(now, node.id, patch), {
      merge: `${node.id}:${Object.keys(patch).join()}`,
    });

  const tools = {
    open: (id: string) => openTool(graph.tools?.findIndex((tool) => tool.id === id)),
    create: createTool,
  };
  return (
    <>
      <Head icon={<Icon name={icon} />} title={name} kind={title}>
        <FormOrJson asJson={asJson} onChange={setAsJson} />
        {graph.entry === node.id && <Chip icon={<Flag size={12} />}>Entry</Chip>}
        {mayEdit && <NodeMenu node={node} graph={graph} />}
      </Head>
      <ProblemList problems={all} />
      {asJson ? (
        <PartJson
          name={name}
          value={node}
          refuse={refuseEntry('nodes', node.id)}
          onChange={(next) =>
            edit(`Change ${name}`, (now) => updateNode(now, node.id, replacing(node, next as Node)), {
              merge: `${node.id}:json`,
            })
          }
        />
      ) : (
        <>
          <Changeable>
            <div className={styles['fields']}>
              <div className={styles['pair']}>
                <NameField node={node} error={problem('/name')} />
                <DraftField
                  label="Id"
                  error={problem('/id')}
                  mono
                  value={node.id}
                  refuse={(next) => {
                    const verdict = mayRename(graph, node.id, next);
                    return verdict.ok ? undefined : verdict.reason;
                  }}
                  onCommit={(next) => edit(`Rename ${name}`, (now) => renameNode(now, node.id, next))}
                />
              </div>
              <TextField
                label="What it is for"
                help="Stands on its card; models choose by it."
                rows={2}
                error={problem('/description')}
                placeholder={help}
                value={node.description ?? ''}
                onChange={(description) => change({ description: description || undefined })}
              />
            </div>
            <div className={styles['ruled']}>
              <NodeFields node={node} graph={graph} tools={tools} change={change} problem={problem} />
            </div>
          </Changeable>
          {node.kind === 'human' && <AnswerPreview node={node} />}
          <NodeHandoffs node={node} graph={graph} problem={problem} />
          <Changeable>
            <FailureFields node={node} change={change} problem={problem} />
          </Changeable>
        </>
      )}
    </>
  );
}

function NodeMenu({ node, graph }: { node: Node; graph: Graph }) {
  const edit = useDocument((document) => document.edit);
  const name = nodeName(node);
  return (
    <Menu trigger={<IconButton label={`More for ${name}`} icon={<Ellipsis size={16} />} />}>
      <MenuItem
        icon={<Flag size={16} />}
        help="It gets the first message."
        disabled={graph.entry === node.id}
        onSelect={() => edit(`Start at ${name}`, (now) => updateGraph(now, { entry: node.id }))}
      >
        Make it the entry
      </MenuItem>
      <MenuItem
        icon={<Trash2 size={16} />}
        danger
        shortcut="delete"
        onSelect={() => edit(`Delete ${name}`, (now) => removeNodes(now, [node.id]))}
      >
        Delete
      </MenuItem>
    </Menu>
  );
}
