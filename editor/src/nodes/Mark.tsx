/** A node kind's icon on a shape of its own, so that kinds are told apart without colour. */
import { type NodeKind, nodeKinds } from '@baton/shared/nodes';
import { Icon } from '../ui/Icon.tsx';
import styles from './Mark.module.css';

/** Outlines in a square of 32. */
export const markShapes = {
  agent: 'M10 1H22A9 9 0 0 1 31 10V22A9 9 0 0 1 22 31H10A9 9 0 0 1 1 22V10A9 9 0 0 1 10 1Z',
  router: 'M14.2 1.7Q16 0 17.8 1.7L30.3 14.2Q32 16 30.3 17.8L17.8 30.3Q16 32 14.2 30.3L1.7 17.8Q0 16 1.7 14.2Z',
  human: 'M16 1A15 15 0 1 1 16 31A15 15 0 1 1 16 1Z',
  tool: 'M10.2 2H21.8Q23.4 2 24.2 3.4L30.3 14.4Q31.2 16 30.3 17.6L24.2 28.6Q23.4 30 21.8 30H10.2Q8.6 30 7.8 28.6L1.7 17.6Q0.8 16 1.7 14.4L7.8 3.4Q8.6 2 10.2 2Z',
  join: 'M4 1H16A15 15 0 0 1 16 31H4Q1 31 1 28V4Q1 1 4 1Z',
  graph: 'M4 6H24Q27 6 27 9V28Q27 31 24 31H4Q1 31 1 28V9Q1 6 4 6ZM6 3.5Q6 1 9 1H28Q31 1 31 4V24Q31 26.5 29 27',
} as const satisfies Record<NodeKind, string>;

export function Mark({ kind }: { kind: NodeKind }) {
  return (
    <span className={styles['mark']} data-kind={kind} aria-hidden>
      <svg viewBox="0 0 32 32" width={32} height={32}>
        <path d={markShapes[kind]} />
      </svg>
      <Icon name={nodeKinds[kind].icon} size={16} />
    </span>
  );
}
