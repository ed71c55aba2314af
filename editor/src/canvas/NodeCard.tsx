/** A node on the canvas: its card, what the run says of it, and the ports by which it is connected. */
import { isOver } from '@baton/shared/events';
import { modelOf, nodesOff } from '@baton/shared/graph';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useDocument } from '../document/document.ts';
import { Card } from '../nodes/Card.tsx';
import type { NodeProgress } from '../run/progress.ts';
import { useRun } from '../run/runStore.ts';
import type { CardNode } from './flow.ts';
import styles from './NodeCard.module.css';
import { worstProblem } from './nodeProblem.ts';
import { useDistance } from './view.ts';

const nowhere: readonly number[] = [];

export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<CardNode>) {
  const { node } = data;
  const model = useDocument(({ graph }) => (graph ? modelOf(graph, node) : 'script'));
  const entry = useDocument(({ graph }) => graph?.entry === id);
  const off = useDocument(({ graph }) => graph !== undefined && nodesOff(graph).has(id));
  const problem = useDocument(({ graph, problems }) => worstProblem(graph, problems, 'node', id));
  const progress = useRun(({ nodes }) => nodes.get(id));
  const steps = useRun(({ view, nodes }) => (view && isOver(view.status) ? nodes.get(id)?.steps : undefined));
  const far = useDistance((distance) => distance === 'far');
  return (
    <div className={styles['node']}>
      {/* From far away too: React Flow draws no handoff of a card whose ports it did not find when it came. */}
      <Handle type="target" position={Position.Left} className={styles['target']} isConnectableStart={false} />
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
      <Handle type="source" position={Position.Right} className={styles['source']} isConnectableEnd={false} />
    </div>
  );
});

function wordsOf({ status, words, tool, error }: NodeProgress): string | undefined {
  if (status === 'failed') return error;
  if (status === 'waiting') return 'Waits for an answer';
  if (status !== 'running') return undefined;
  return tool === undefined ? words || 'At work…' : `Calls ${tool}…`;
}
