/**
 * The two ends of the handoff that is selected, to be pulled to another node; onto nothing or with Esc it stays where it
 * was. They lie over the cards, and beside the port at which another handoff is pulled out.
 */
import { mayReconnect } from '@baton/shared/rules';
import { useReactFlow, useStore, ViewportPortal } from '@xyflow/react';
import { type PointerEvent, useEffect, useState } from 'react';
import { useDocument } from '../document/document.ts';
import { redirect } from './changing.ts';
import { noteIdOf } from './flow.ts';
import styles from './HandoffEnds.module.css';
import { endAt } from './picker.ts';
import { usePicture } from './picture.ts';
import { type Box, grown, legs, type Point } from './routes/geometry.ts';
import type { Route } from './routes/route.ts';

type End = 'from' | 'to';

interface Pull {
  end: End;
  at: Point;
  /** The node under the pointer. */
  over: string | undefined;
}

/** In pixels of the screen: what is seen, and what can be hit. */
const [dot, field] = [5, 12];
/** How far along the line an end lies, in canvas units: the port and the arrow head are nearer to the card. */
const aside = 22;

export function HandoffEnds({ id, route }: { id: string; route: Route }) {
  const flow = useReactFlow();
  const zoom = useStore(({ transform }) => transform[2]);
  const [pull, setPull] = useState<Pull>();
  const fits = useDocument(
    ({ graph }) => graph && pull?.over !== undefined && mayReconnect(graph, id, endAt(pull.end, pull.over)).ok,
  );
  const target = usePicture(({ cards }) => (fits ? cards.get(pull?.over ?? '') : undefined));

  useEffect(() => {
    if (!pull) return undefined;
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      // Nothing else hears of it: Esc would also let go of the selection.
      event.stopImmediatePropagation();
      setPull(undefined);
    };
    addEventListener('keydown', cancel, true);
    return () => removeEventListener('keydown', cancel, true);
  }, [pull]);

  const placeOf = (end: End): Point => alongLine(end === 'from' ? route.points : route.points.toReversed(), aside);
  const begin = (end: End, event: PointerEvent<SVGGElement>): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setPull({ end, at: placeOf(end), over: undefined });
  };
  const go = (event: PointerEvent<SVGGElement>): void => {
    if (!pull) return;
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    setPull({ ...pull, at, over: nodeUnder(event) });
  };
  const drop = (): void => {
    setPull(undefined);
    if (pull?.over !== undefined) redirect(id, endAt(pull.end, pull.over));
  };

  return (
    <ViewportPortal>
      <svg className={styles['ends']}>
        {pull && (
          <path className={styles['pull']} style={{ strokeWidth: 1.5 / zoom }} d={pullLine(route, pull, target)} />
        )}
        {target && <Target box={grown(target, 3)} />}
        {(['from', 'to'] as const).map((end) => {
          const { x, y } = pull?.end === end ? pull.at : placeOf(end);
          // The one that stays is where the line begins.
          if (pull && pull.end !== end) return null;
          return (
            <g
              key={end}
              className={`nopan nodrag ${styles['end']}`}
              data-end={end}
              data-over={(pull?.end === end && fits) || undefined}
              onPointerDown={(event) => begin(end, event)}
              onPointerMove={go}
              onPointerUp={drop}
              onPointerCancel={() => setPull(undefined)}
            >
              <circle className={styles['field']} cx={x} cy={y} r={field / zoom} />
              <circle className={styles['dot']} cx={x} cy={y} r={dot / zoom} style={{ strokeWidth: 2 / zoom }} />
            </g>
          );
        })}
      </svg>
    </ViewportPortal>
  );
}

const Target = ({ box: { x, y, width, height } }: { box: Box }) => (
  <rect className={styles['target']} x={x} y={y} width={width} height={height} rx={10} />
);

/** The line from the end that stays to the pointer; over a card to where the handoff will leave or arrive. */
function pullLine(route: Route, { end, at }: Pull, target: Box | undefined): string {
  const port = target && { x: end === 'from' ? target.x + target.width : target.x, y: target.y + target.height / 2 };
  const [from, to] = end === 'from' ? [port ?? at, route.end] : [route.start, port ?? at];
  const bow = Math.max(40, Math.abs(to.x - from.x) / 2);
  return `M${from.x} ${from.y}C${from.x + bow} ${from.y} ${to.x - bow} ${to.y} ${to.x} ${to.y}`;
}

/** @returns the point so far along a line, at most in its first third: on a short one the two must not meet. */
function alongLine(points: readonly Point[], distance: number): Point {
  const parts = legs(points).map(([a, b]) => ({ a, b, length: Math.hypot(b.x - a.x, b.y - a.y) }));
  let rest = Math.min(distance, parts.reduce((sum, { length }) => sum + length, 0) / 3);
  for (const { a, b, length } of parts) {
    if (rest <= length && length > 0) {
      return { x: a.x + ((b.x - a.x) * rest) / length, y: a.y + ((b.y - a.y) * rest) / length };
    }
    rest -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function nodeUnder({ clientX, clientY }: PointerEvent): string | undefined {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    const id = element.closest('.react-flow__node')?.getAttribute('data-id');
    if (id && noteIdOf(id) === undefined) return id;
  }
  return undefined;
}
