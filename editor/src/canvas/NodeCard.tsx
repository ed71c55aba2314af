/** A node on the canvas: its card, what the run says of it, and the ports by which it is connected. */
import { isOver } from '@baton/shared/events';
import { modelOf, nodesOff } from '@baton/shared/graph';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, useDeferredValue } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useDocument } from '../document/document.ts';
import { Card } from '../nodes/Card.tsx';
import type { NodeProgress } from '../run/progress.ts';
import { useRun } from '../run/runStore.ts';
import type { CardNode } from './flow.ts';
import styles from './NodeCard.module.css';
import { worstProblem } from './nodeProblem.ts';
import { useDistance, useSpeck } from './view.ts';

const nowhere: readonly number[] = [];

export const NodeCard = memo(function NodeCard({ id, data, selected, isConnectable }: NodeProps<CardNode>) {
  const { node } = data;
  const { model, entry, off, problem } = useDocument(
    useShallow(({ graph, problems }) => ({
      model: graph ? modelOf(graph, node) : 'script',
      entry: graph?.entry === id,
      off: graph !== undefined && nodesOff(graph).has(id),
      problem: worstProblem(graph, problems, 'node', id),
    })),
  );
  const { progress, steps } = useRun(
    useShallow(({ view, nodes }) => {
      const progress = nodes.get(id);
      return { progress, steps: view && isOver(view.status) ? progress?.steps : undefined };
    }),
  );
  const far = useDistance((distance) => distance === 'far');
  // A thousand cards change one after the other, and not in the middle of a zoom.
  const speck = useDeferredValue(useSpeck());
  return (
    <div className={styles['node']}>
      {speck ? (
        <PlaceOfPort type="target" position={Position.Left} />
      ) : (
        <Handle
          type="target"
          position={Position.Left}
          className={styles['target']}
          isConnectable={isConnectable}
          isConnectableStart={false}
        />
      )}
      <Card
        node={node}
        model={model}
        entry={entry}
        selected={selected}
        problem={problem}
        status={progress?.status ?? 'idle'}
        words={progress && wordsOf(progress)}
        visits={progress?.visits ?? 0}
        steps={steps ?? nowhere}
        far={far}
        off={off}
      />
      {speck ? (
        <PlaceOfPort type="source" position={Position.Right} />
      ) : (
        <Handle
          type="source"
          position={Position.Right}
          className={styles['source']}
          isConnectable={isConnectable}
          isConnectableEnd={false}
        />
      )}
    </div>
  );
});

/**
 * Where React Flow finds the end of a handoff when it measures a card: it draws none of a card without. On a speck there
 * is nothing to take hold of, and a plain element costs a tenth of a `Handle`.
 */
const PlaceOfPort = ({ type, position }: { type: 'source' | 'target'; position: Position }) => (
  <div
    className={`react-flow__handle react-flow__handle-${position} ${type} ${styles[type]}`}
    data-handlepos={position}
  />
);

function wordsOf({ status, words, tool, error }: NodeProgress): string | undefined {
  if (status === 'failed') return error;
  if (status === 'waiting') return 'Waits for an answer';
  if (status !== 'running') return undefined;
  return tool === undefined ? words || 'At work…' : `Calls ${tool}…`;
}
