/** A graph, drawn small. It says nothing that its name does not, so a screen reader passes over it. */
import { nodeKinds } from '@baton/shared/nodes';
import { useMemo } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { frame, type Pictured, pictureOf } from './picture.ts';
import styles from './Thumbnail.module.css';

/** @param marked ids of the nodes and handoffs that stand out. */
export function Thumbnail({ graph, marked }: { graph: Pictured; marked?: ReadonlySet<string> }) {
  const { boxes, paths, box } = useMemo(() => pictureOf(graph), [graph]);
  return (
    <svg className={styles['thumbnail']} viewBox={`0 0 ${frame.width} ${frame.height}`} aria-hidden>
      {paths.map(({ id, d }) => (
        <path key={id} className={styles['path']} data-marked={marked?.has(id) || undefined} d={d} />
      ))}
      {boxes.map(({ id, kind, x, y }) => (
        <g
          key={id}
          transform={`translate(${x} ${y})`}
          className={styles['node']}
          data-marked={marked?.has(id) || undefined}
        >
          <rect
            x={-box.width / 2}
            y={-box.height / 2}
            width={box.width}
            height={box.height}
            rx={kind === 'human' ? box.height / 2 : Math.min(6, box.height / 3)}
          />
          {box.icon > 0 && (
            <g transform={`translate(${-box.icon / 2} ${-box.icon / 2})`}>
              <Icon name={nodeKinds[kind].icon} size={box.icon} />
            </g>
          )}
        </g>
      ))}
    </svg>
  );
}
