/** The lines to which what is dragged is aligned, the agent that would take it, and the line of a handoff whose next node is being chosen. */
import { useStore, ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import { useCanvas } from './control.ts';
import styles from './Guides.module.css';
import { usePicture } from './picture.ts';

export const Guides = memo(function Guides() {
  const guides = useCanvas((canvas) => canvas.guides);
  const picker = useCanvas((canvas) => canvas.picker);
  const from = usePicture(({ cards }) => (picker?.to === 'hand-over' ? cards.get(picker.from) : undefined));
  const giveTo = useCanvas((canvas) => canvas.giveTo);
  const taker = usePicture(({ cards }) => (giveTo === undefined ? undefined : cards.get(giveTo)));
  const zoom = useStore(({ transform }) => transform[2]);
  const to = picker?.to === 'hand-over' ? picker.at : undefined;
  if (guides.length === 0 && !taker && !(from && to)) return null;
  return (
    <ViewportPortal>
      <svg className={styles['guides']} aria-hidden style={{ strokeWidth: 1 / zoom }}>
        {guides.map(({ axis, at, from: start, to: end }) => (
          <path
            key={`${axis}${at}`}
            className={styles['guide']}
            d={axis === 'x' ? `M${at} ${start - 12}V${end + 12}` : `M${start - 12} ${at}H${end + 12}`}
          />
        ))}
        {taker && (
          <rect
            className={styles['taker']}
            x={taker.x - 5}
            y={taker.y - 5}
            width={taker.width + 10}
            height={taker.height + 10}
            rx={12}
          />
        )}
        {from && to && (
          <path
            className={styles['pending']}
            d={`M${from.x + from.width} ${from.y + from.height / 2}C${from.x + from.width + 60} ${from.y + from.height / 2} ${to.x - 60} ${to.y} ${to.x} ${to.y}`}
          />
        )}
      </svg>
    </ViewportPortal>
  );
});
