/** More than one thing is selected: what it is, what can be done with all of it, and taking one of them. */
import { type Graph, handoffsOf, nodeName, nodesOf, notesOf } from '@baton/shared/graph';
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

export function Many({ graph, children, ...selected }: ManyProps) {
  const goTo = useSelection((selection) => selection.goTo);
  const entries = entriesOf(graph, selected);
  return (
    <>
      <Head icon={<BoxSelect size={16} />} title={`${entries.length} selected`} kind={kindsOf(selected)} />
      {children}
      <div className={styles['fields']}>
        <ul className={styles['list']}>
          {entries.slice(0, shown).map(({ key, icon, words, selection }) => (
            <li key={key} className={styles['entry']}>
              <button type="button" className={styles['go']} onClick={() => goTo(selection)}>
                {icon}
                <span className={styles['words']}>{words}</span>
              </button>
            </li>
          ))}
        </ul>
        {entries.length > shown && (
          <p className={styles['note']}>{`and ${(entries.length - shown).toLocaleString('en')} more`}</p>
        )}
      </div>
    </>
  );
}

/** More than these nobody looks through. */
const shown = 100;

interface Entry {
  key: string;
  icon: ReactNode;
  words: string;
  selection: Partial<Selected>;
}

function entriesOf(graph: Graph, selected: Selected): Entry[] {
  const [nodes, handoffs, notes] = [new Set(selected.nodes), new Set(selected.handoffs), new Set(selected.notes)];
  return [
    ...nodesOf(graph)
      .filter(({ id }) => nodes.has(id))
      .map((node) => ({
        key: `node ${node.id}`,
        icon: <Icon name={nodeKinds[node.kind].icon} />,
        words: nodeName(node),
        selection: { nodes: [node.id] },
      })),
    ...handoffsOf(graph)
      .filter(({ id }) => handoffs.has(id))
      .map(({ id, from, to }) => ({
        key: `handoff ${id}`,
        icon: <ArrowRight size={16} />,
        words: `${nameOf(graph, from)} → ${nameOf(graph, to)}`,
        selection: { handoffs: [id] },
      })),
    ...notesOf(graph)
      .filter(({ id }) => notes.has(id))
      .map(({ id, text }) => ({
        key: `note ${id}`,
        icon: <StickyNote size={16} />,
        words: text.trim() || 'An empty note',
        selection: { notes: [id] },
      })),
  ];
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
