/** More than one thing is selected: what it is, what can be done with all of it, and taking one of them. */
import { findHandoff, findNode, type Graph, nodeName, notesOf } from '@baton/shared/graph';
import { nodeKinds } from '@baton/shared/nodes';
import { ArrowRight, BoxSelect, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Selected, useSelection } from '../document/selection.ts';
import { Icon } from '../ui/Icon.tsx';
import { Head } from './Head.tsx';
import styles from './Inspector.module.css';
import { nameOf } from './names.ts';
import { asSentence } from '../ui/asSentence.ts';

interface ManyProps extends Selected {
  graph: Graph;
  /** What can be done with all of it. */
  children: ReactNode;
}

export function Many({ graph, nodes, handoffs, notes, children }: ManyProps) {
  return (
    <>
      <Head
        icon={<BoxSelect size={16} />}
        title={`${nodes.length + handoffs.length + notes.length} selected`}
        kind={kindsOf({ nodes, handoffs, notes })}
      />
      {children}
      <div className={styles['fields']}>
        <ul className={styles['list']}>
          {nodes.map((id) => {
            const node = findNode(graph, id);
            return (
              node && (
                <Entry key={id} icon={<Icon name={nodeKinds[node.kind].icon} />} selection={{ nodes: [id] }}>
                  {nodeName(node)}
                </Entry>
              )
            );
          })}
          {handoffs.map((id) => {
            const handoff = findHandoff(graph, id);
            return (
              handoff && (
                <Entry key={id} icon={<ArrowRight size={16} />} selection={{ handoffs: [id] }}>
                  {`${nameOf(graph, handoff.from)} → ${nameOf(graph, handoff.to)}`}
                </Entry>
              )
            );
          })}
          {notesOf(graph)
            .filter(({ id }) => notes.includes(id))
            .map(({ id, text }) => (
              <Entry key={id} icon={<StickyNote size={16} />} selection={{ notes: [id] }}>
                {text.trim() || 'An empty note'}
              </Entry>
            ))}
        </ul>
      </div>
    </>
  );
}

/** @returns "Nodes", or where it is a mixture "2 nodes, 1 handoff". */
function kindsOf({ nodes, handoffs, notes }: Selected): string {
  const kinds = [
    { one: 'node', count: nodes.length },
    { one: 'handoff', count: handoffs.length },
    { one: 'note', count: notes.length },
  ].filter(({ count }) => count > 0);
  if (kinds.length === 1 && kinds[0]) return asSentence(`${kinds[0].one}s`);
  return kinds.map(({ one, count }) => `${count} ${count === 1 ? one : `${one}s`}`).join(', ');
}

function Entry({ icon, selection, children }: { icon: ReactNode; selection: Partial<Selected>; children: string }) {
  const select = useSelection((store) => store.select);
  return (
    <li className={styles['entry']}>
      <button type="button" className={styles['go']} onClick={() => select(selection)}>
        {icon}
        <span className={styles['words']}>{children}</span>
      </button>
    </li>
  );
}
