/** The handoffs of a node in the order in which they are asked: go to one, move it, add one. */
import {
  addHandoff,
  freshHandoff,
  type Graph,
  type Handoff,
  handoffsFrom,
  handoffsOf,
  nodeName,
  reorderHandoff,
  triggerOf,
  updateNode,
} from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import { triggerKinds, triggerWords } from '@baton/shared/triggers';
import { ArrowDown, ArrowLeft, ArrowUp, Plus } from 'lucide-react';
import { useMay } from '../../api/useSession.ts';
import { useDocument } from '../../document/document.ts';
import { useSelection } from '../../document/selection.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Section.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import type { ToldAt } from '../../ui/told.ts';
import { Changeable } from '../Changeable.tsx';
import styles from '../Inspector.module.css';
import { nameOf } from '../names.ts';
import { TargetMenu } from './TargetMenu.tsx';
import { WaysOn } from './WaysOn.tsx';

const routes = [
  { value: 'first', label: 'Along the first that fires' },
  { value: 'all', label: 'Along every one that fires, at once' },
] as const;

interface NodeHandoffsProps {
  node: Node;
  graph: Graph;
  problem: ToldAt;
}

export function NodeHandoffs({ node, graph, problem }: NodeHandoffsProps) {
  const edit = useDocument((document) => document.edit);
  const mayEdit = useMay('edit');
  const own = handoffsFrom(graph, node.id);
  const incoming = handoffsOf(graph).filter((handoff) => handoff.to === node.id && handoff.from !== node.id);

  const add = (to: string): void => {
    const handoff = freshHandoff(graph, node.id, to);
    edit(`Hand over to ${nameOf(graph, to)}`, (now) => addHandoff(now, handoff));
    useSelection.getState().select({ handoffs: [handoff.id] });
  };

  return (
    <Section
      name="handoffs"
      title="Handoffs"
      open
      summary={own.length === 0 ? 'none: the run ends here' : String(own.length)}
    >
      {own.length > 0 && (
        <ol className={styles['list']}>
          {own.map((handoff, index) => (
            <Row key={handoff.id} handoff={handoff} graph={graph} index={index} last={index === own.length - 1} />
          ))}
        </ol>
      )}
      {mayEdit && (
        <>
          <div>
            <TargetMenu
              from={node}
              graph={graph}
              align="start"
              trigger={<Button icon={<Plus size={16} />}>Hand over to</Button>}
              onPick={add}
              itself
            />
          </div>
          <WaysOn node={node} graph={graph} />
        </>
      )}
      {(own.length > 1 || node.route !== undefined) && (
        <Changeable>
          <SelectField
            label="Control passes"
            error={problem('/route')}
            help={
              node.route === 'all'
                ? undefined
                : 'What its model asks for comes first, then rules and confidence in this order, then otherwise.'
            }
            value={node.route ?? 'first'}
            choices={routes}
            onChange={(route) =>
              edit(`Change ${nodeName(node)}`, (now) =>
                updateNode(now, node.id, { route: route === 'first' ? undefined : route }),
              )
            }
          />
        </Changeable>
      )}
      {incoming.length > 0 && (
        <div>
          <p className={styles['note']}>Gets control from</p>
          <ul className={styles['list']}>
            {incoming.map((handoff) => (
              <li key={handoff.id} className={styles['entry']}>
                <button
                  type="button"
                  className={styles['go']}
                  onClick={() => useSelection.getState().goTo({ handoffs: [handoff.id] })}
                >
                  <ArrowLeft size={16} />
                  <span className={styles['words']}>{nameOf(graph, handoff.from)}</span>
                  <span className={styles['target']}>{triggerWords(triggerOf(handoff))}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

function Row({ handoff, graph, index, last }: { handoff: Handoff; graph: Graph; index: number; last: boolean }) {
  const edit = useDocument((document) => document.edit);
  const mayEdit = useMay('edit');
  const target = nameOf(graph, handoff.to);
  const move = (to: number): void =>
    edit(`Reorder the handoff to ${target}`, (now) => reorderHandoff(now, handoff.id, to));
  return (
    <li className={styles['entry']}>
      <button
        type="button"
        className={styles['go']}
        onClick={() => useSelection.getState().goTo({ handoffs: [handoff.id] })}
      >
        <Icon name={triggerKinds[triggerOf(handoff).on].icon} />
        <span className={styles['words']}>{target}</span>
        <span className={styles['target']}>{triggerWords(triggerOf(handoff))}</span>
      </button>
      {mayEdit && (
        <span className={styles['tools']}>
          <IconButton
            label={`Ask the handoff to ${target} earlier`}
            icon={<ArrowUp size={14} />}
            disabled={index === 0}
            onClick={() => move(index - 1)}
          />
          <IconButton
            label={`Ask the handoff to ${target} later`}
            icon={<ArrowDown size={14} />}
            disabled={last}
            onClick={() => move(index + 1)}
          />
        </span>
      )}
    </li>
  );
}
