/** What a graph is made of. Click adds beside what is selected; dragging drops it where it shall be. */
import { addNode, findNode, freshNode, type Graph, nodesOf, type Position } from '@baton/shared/graph';
import { nodeKinds, type NodeKind } from '@baton/shared/nodes';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { nodeDragType } from '../nodes/drag.ts';
import { Icon } from '../ui/Icon.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import styles from './Palette.module.css';

const kinds = Object.keys(nodeKinds) as NodeKind[];

export function Palette() {
  return (
    <nav className={styles['palette']} aria-label="Palette">
      <h2 className={styles['title']}>Nodes</h2>
      <ul className={styles['list']}>
        {kinds.map((kind) => (
          <li key={kind}>
            <Entry kind={kind} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Entry({ kind }: { kind: NodeKind }) {
  const { title, help, icon } = nodeKinds[kind];
  return (
    <Tooltip text={help} side="right">
      <button
        type="button"
        className={styles['entry']}
        draggable
        aria-label={`Add ${title}`}
        onClick={() => add(kind)}
        onDragStart={(event) => {
          event.dataTransfer.setData(nodeDragType, kind);
          event.dataTransfer.effectAllowed = 'copy';
        }}
      >
        <span className={styles['icon']}>
          <Icon name={icon} />
        </span>
        <span className={styles['name']}>{title}</span>
      </button>
    </Tooltip>
  );
}

function add(kind: NodeKind): void {
  const { graph, edit } = useDocument.getState();
  if (!graph) return;
  const node = freshNode(graph, kind, freePlace(graph, useSelection.getState().nodes[0]));
  edit(`Add ${node.name ?? node.id}`, (now) => addNode(now, node));
  useSelection.getState().select({ nodes: [node.id] });
}

const step = { x: 320, y: 128 };

/** To the right of the selected node or of everything, below what is already there. */
export function freePlace(graph: Graph, beside: string | undefined): Position {
  const places = nodesOf(graph).flatMap((node) => (node.position ? [node.position] : []));
  if (places.length === 0) return { x: 0, y: 0 };
  const anchor = beside === undefined ? undefined : findNode(graph, beside)?.position;
  const rightmost = places.reduce((best, place) => (place.x > best.x ? place : best));
  const at = { x: (anchor ?? rightmost).x + step.x, y: (anchor ?? rightmost).y };
  while (places.some(({ x, y }) => Math.abs(x - at.x) < step.x - 40 && Math.abs(y - at.y) < step.y - 16))
    at.y += step.y;
  return at;
}
