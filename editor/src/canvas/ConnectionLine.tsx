/** The handoff that is being pulled out of a card. */
import type { ConnectionLineComponentProps } from '@xyflow/react';
import type { FlowNode } from './flow.ts';
import styles from './ConnectionLine.module.css';

export function ConnectionLine({ fromNode, fromX, fromY, toX, toY, toNode }: ConnectionLineComponentProps<FlowNode>) {
  // Over a card the line goes to where the handoff will arrive.
  const over = toNode && toNode.id !== fromNode.id ? toNode.internals.positionAbsolute : undefined;
  const [x, y] = over ? [over.x, over.y + (toNode?.measured.height ?? 0) / 2] : [toX, toY];
  const bow = Math.max(40, Math.abs(x - fromX) / 2);
  return (
    <g className={styles['line']}>
      <path d={`M${fromX} ${fromY}C${fromX + bow} ${fromY} ${x - bow} ${y} ${x} ${y}`} />
      <circle cx={x} cy={y} r={4} />
    </g>
  );
}
