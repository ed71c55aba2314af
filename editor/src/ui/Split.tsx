/** A panel at one side of what is left, with an edge that can be dragged or moved by arrow keys. Its size is remembered. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { cx } from './cx.ts';
import { useRememberedNumber } from './remembered.ts';
import styles from './Split.module.css';

interface SplitProps {
  /** Under which its size is remembered. */
  name: string;
  /** What the edge moves, for a screen reader: "Inspector width". */
  label: string;
  side: 'left' | 'right' | 'bottom';
  size: number;
  min: number;
  max: number;
  panel: ReactNode;
  /** What takes the rest of the room. */
  children: ReactNode;
}

const step = 16;

export function Split({ name, label, side, size: initial, min, max, panel, children }: SplitProps) {
  const [stored, setSize] = useRememberedNumber(`size:${name}`, initial);
  const size = Math.max(min, Math.min(max, stored));
  const start = useRef<{ at: number; size: number }>(undefined);
  const across = side === 'bottom';
  const sign = side === 'left' ? 1 : -1;

  const resize = (next: number): void => setSize(Math.max(min, Math.min(max, next)));
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!start.current) return;
    const at = across ? event.clientY : event.clientX;
    resize(start.current.size + sign * (at - start.current.at));
  };
  const key = (event: KeyboardEvent): void => {
    const [less, more] = across
      ? ['ArrowDown', 'ArrowUp']
      : side === 'left'
        ? ['ArrowLeft', 'ArrowRight']
        : ['ArrowRight', 'ArrowLeft'];
    const next = { [less]: size - step, [more]: size + step, Home: min, End: max }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    resize(next);
  };

  const edge = (
    <div
      className={styles['edge']}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- It can be moved, so it is a control, which an hr is not.
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={across ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={key}
      onDoubleClick={() => resize(initial)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: across ? event.clientY : event.clientX, size };
      }}
      onPointerMove={drag}
      onPointerUp={() => (start.current = undefined)}
      onPointerCancel={() => (start.current = undefined)}
    />
  );
  const sized = (
    <div className={styles['panel']} style={across ? { height: size } : { width: size }}>
      {panel}
    </div>
  );
  return (
    <div className={cx(styles['split'], across && styles['across'])}>
      {side === 'left' && sized}
      {side === 'left' && edge}
      <div className={styles['rest']}>{children}</div>
      {side !== 'left' && edge}
      {side !== 'left' && sized}
    </div>
  );
}
