/** The graph as a list that says the same as the canvas: every node with what it hands over to, and the same selection. */
import {
  type Graph,
  type Handoff,
  handoffsOf,
  isOff,
  nodeName,
  nodesOff,
  nodesOf,
  triggerOf,
} from '@baton/shared/graph';
import { type Node, nodeKinds } from '@baton/shared/nodes';
import { triggerWords } from '@baton/shared/triggers';
import { X } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactNode, useMemo } from 'react';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { useRun } from '../run/runStore.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { showOutline } from './control.ts';
import { reveal, selectSpot } from './focus.ts';
import { worstProblem } from './nodeProblem.ts';
import styles from './Outline.module.css';
import type { Spot } from './walking.ts';
import { nameIn, triggerIconOf } from './words.ts';

export function Outline() {
  const graph = useDocument((document) => document.graph);
  const byNode = useMemo(() => groupedBySender(graph), [graph]);
  if (!graph) return null;
  const off = nodesOff(graph);
  return (
    <section className={styles['outline']} data-cover="left" aria-label="List of the graph">
      <header className={styles['head']}>
        <h2>List</h2>
        <IconButton label="Close the list" icon={<X size={16} />} onClick={() => showOutline(false)} />
      </header>
      <ul className={styles['list']}>
        {nodesOf(graph).map((node) => (
          <li key={node.id} className={styles['group']}>
            <NodeRow node={node} entry={node.id === graph.entry} off={off.has(node.id)} />
            <ul aria-label={`Handoffs of ${nodeName(node)}`}>
              {(byNode.get(node.id) ?? []).map((handoff) => (
                <li key={handoff.id}>
                  <HandoffRow handoff={handoff} to={nameIn(graph, handoff.to)} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {nodesOf(graph).length === 0 && <p className={styles['none']}>Nothing yet. Add a node from the palette.</p>}
    </section>
  );
}

function groupedBySender(graph: Graph | undefined): ReadonlyMap<string, Handoff[]> {
  const groups = new Map<string, Handoff[]>();
  for (const handoff of graph ? handoffsOf(graph) : []) {
    const group = groups.get(handoff.from);
    if (group) group.push(handoff);
    else groups.set(handoff.from, [handoff]);
  }
  return groups;
}

const NodeRow = memo(function NodeRow({ node, entry, off }: { node: Node; entry: boolean; off: boolean }) {
  const selected = useSelection(({ nodes }) => nodes.includes(node.id));
  const progress = useRun(({ nodes }) => nodes.get(node.id));
  const problem = useDocument(({ graph, problems }) => worstProblem(graph, problems, 'node', node.id));
  const said = [
    nodeKinds[node.kind].title,
    entry && 'start',
    off && 'switched off',
    progress?.status,
    progress && progress.steps.length > 0 && `step ${progress.steps.join(' and ')}`,
  ].filter(Boolean);
  return (
    <Row spot={{ in: 'node', id: node.id }} selected={selected} icon={nodeKinds[node.kind].icon} off={off}>
      <span className={styles['name']}>{nodeName(node)}</span>
      <span className={styles['said']}>{said.join(', ')}</span>
      {problem && (
        <span className={styles['problem']} data-severity={problem.severity}>
          {problem.message}
        </span>
      )}
    </Row>
  );
});

const HandoffRow = memo(function HandoffRow({ handoff, to }: { handoff: Handoff; to: string }) {
  const selected = useSelection(({ handoffs }) => handoffs.includes(handoff.id));
  const order = useRun(({ handoffs }) => handoffs.get(handoff.id)?.order);
  const problem = useDocument(({ graph, problems }) => worstProblem(graph, problems, 'handoff', handoff.id));
  const said = [
    handoff.label,
    triggerWords(triggerOf(handoff)),
    isOff(handoff) && 'switched off',
    order && order.length > 0 && `taken as ${order.join(' and ')}`,
  ].filter(Boolean);
  return (
    <Row
      spot={{ in: 'handoff', id: handoff.id }}
      selected={selected}
      icon={triggerIconOf(handoff)}
      off={isOff(handoff)}
    >
      <span className={styles['name']}>to {to}</span>
      <span className={styles['said']}>{said.join(', ')}</span>
      {problem && (
        <span className={styles['problem']} data-severity={problem.severity}>
          {problem.message}
        </span>
      )}
    </Row>
  );
});

interface RowProps {
  spot: Spot;
  selected: boolean;
  icon: string;
  off: boolean;
  children: ReactNode;
}

function Row({ spot, selected, icon, off, children }: RowProps) {
  return (
    <button
      type="button"
      className={styles['row']}
      data-kind={spot.in}
      data-off={off || undefined}
      aria-pressed={selected}
      onClick={() => {
        selectSpot(spot);
        reveal([spot]);
      }}
      onKeyDown={walkList}
    >
      <Icon name={icon} />
      <span className={styles['words']}>{children}</span>
    </button>
  );
}

/** Up and down go from row to row, as in every list. */
function walkList(event: KeyboardEvent<HTMLButtonElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const rows = [...(event.currentTarget.closest('section')?.querySelectorAll<HTMLElement>('[data-kind]') ?? [])];
  const next = rows[rows.indexOf(event.currentTarget) + by];
  event.preventDefault();
  next?.focus();
  next?.click();
}
