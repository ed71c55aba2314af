/** More than one thing is selected: what it is, and taking one of them. */
import { findHandoff, findNode, type Graph, nodeName } from '@baton/shared/graph';
import { nodeKinds } from '@baton/shared/nodes';
import { ArrowRight, BoxSelect } from 'lucide-react';
import { useSelection } from '../document/selection.ts';
import { Icon } from '../ui/Icon.tsx';
import { Head } from './Head.tsx';
import styles from './Inspector.module.css';
import { nameOf } from './names.ts';

export function Many({
  graph,
  nodes,
  handoffs,
}: {
  graph: Graph;
  nodes: readonly string[];
  handoffs: readonly string[];
}) {
  const select = useSelection((selection) => selection.select);
  return (
    <>
      <Head
        icon={<BoxSelect size={16} />}
        title={`${nodes.length + handoffs.length} selected`}
        kind="Delete removes all of them"
      />
      <div className={styles['fields']}>
        <ul className={styles['list']}>
          {nodes.map((id) => {
            const node = findNode(graph, id);
            if (!node) return null;
            return (
              <li key={id} className={styles['entry']}>
                <button type="button" className={styles['go']} onClick={() => select({ nodes: [id] })}>
                  <Icon name={nodeKinds[node.kind].icon} />
                  <span className={styles['words']}>{nodeName(node)}</span>
                </button>
              </li>
            );
          })}
          {handoffs.map((id) => {
            const handoff = findHandoff(graph, id);
            if (!handoff) return null;
            return (
              <li key={id} className={styles['entry']}>
                <button type="button" className={styles['go']} onClick={() => select({ handoffs: [id] })}>
                  <ArrowRight size={16} />
                  <span className={styles['words']}>
                    {nameOf(graph, handoff.from)} → {nameOf(graph, handoff.to)}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
