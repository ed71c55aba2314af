/** A handoff: when control passes, how, to whom, and with what. */
import {
  type Graph,
  type Handoff,
  type HandoffPatch,
  nodeName,
  nodesOf,
  removeHandoffs,
  triggerOf,
  updateHandoff,
} from '@baton/shared/graph';
import { mayReconnect } from '@baton/shared/rules';
import { triggerKinds, triggerWords } from '@baton/shared/triggers';
import { Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../api/useSession.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Changeable } from '../Changeable.tsx';
import { Head } from '../Head.tsx';
import styles from '../Inspector.module.css';
import { FormOrJson } from '../FormOrJson.tsx';
import { PartJson, refuseEntry } from '../PartJson.tsx';
import { replacing } from '../replacing.ts';
import { nameOf } from '../names.ts';
import { ProblemList } from '../ProblemList.tsx';
import { useProblems } from '../problems.ts';
import { BoundFields } from './BoundFields.tsx';
import { ContextPreview } from './ContextPreview.tsx';
import { ContextFields } from './ContextFields.tsx';
import { HowFields } from './HowFields.tsx';
import type { HandoffPartProps } from './part.ts';
import { TriggerFields } from './TriggerFields.tsx';

export function HandoffInspector({ handoff, graph }: { handoff: Handoff; graph: Graph }) {
  const edit = useDocument((document) => document.edit);
  const mayEdit = useMay('edit');
  const [asJson, setAsJson] = useState(false);
  const goTo = useSelection((selection) => selection.goTo);
  const { all, at: problem } = useProblems(graph, { in: 'handoff', id: handoff.id });
  const trigger = triggerOf(handoff);
  const from = nameOf(graph, handoff.from);
  const to = nameOf(graph, handoff.to);

  const change = (patch: HandoffPatch, field = Object.keys(patch).join()): void =>
    edit(`Change ${from} → ${to}`, (now) => updateHandoff(now, handoff.id, patch), { merge: `${handoff.id}:${field}` });
  const part: HandoffPartProps = { handoff, graph, change, problem };

  return (
    <>
      <Head icon={<Icon name={triggerKinds[trigger.on].icon} />} title={`${from} → ${to}`} kind="Handoff">
        <FormOrJson asJson={asJson} onChange={setAsJson} />
        <Menu trigger={<IconButton label="More for this handoff" icon={<Ellipsis size={16} />} />}>
          <MenuItem onSelect={() => goTo({ nodes: [handoff.from] })}>Go to {from}</MenuItem>
          <MenuItem onSelect={() => goTo({ nodes: [handoff.to] })}>Go to {to}</MenuItem>
          {mayEdit && (
            <MenuItem
              icon={<Trash2 size={16} />}
              danger
              shortcut="delete"
              onSelect={() => edit(`Delete ${from} → ${to}`, (now) => removeHandoffs(now, [handoff.id]))}
            >
              Delete
            </MenuItem>
          )}
        </Menu>
      </Head>
      <ProblemList problems={all} />
      {asJson ? (
        <PartJson
          name={`${from} → ${to}`}
          value={handoff}
          refuse={refuseEntry('handoffs', handoff.id)}
          onChange={(next) => change(replacing(handoff, next as Handoff), 'json')}
        />
      ) : (
        <>
          <Changeable>
            <div className={styles['fields']}>
              <TriggerFields {...part} />
              <HowFields {...part} />
              <SelectField
                label="To whom"
                error={problem('/to')}
                value={handoff.to}
                choices={nodesOf(graph)
                  .filter((node) => mayReconnect(graph, handoff.id, { to: node.id }).ok)
                  .map((node) => ({ value: node.id, label: nodeName(node) }))}
                onChange={(next) => change({ to: next })}
              />
              <TextField
                label="Label"
                error={problem('/label')}
                help="Stands on the canvas in place of the trigger."
                placeholder={triggerWords(trigger)}
                value={handoff.label ?? ''}
                onChange={(label) => change({ label: label || undefined })}
              />
            </div>
            <BoundFields {...part} />
            <ContextFields {...part} />
          </Changeable>
          <ContextPreview handoff={handoff} graph={graph} />
        </>
      )}
    </>
  );
}
