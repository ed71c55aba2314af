/** The two ends of a selected handoff, to be pulled to another node; onto nothing or with Esc it stays where it was. */
import { useReactFlow } from '@xyflow/react';
import { type PointerEvent, useEffect, useState } from 'react';
import { redirect } from './changing.ts';
import { noteIdOf } from './flow.ts';
import styles from './HandoffEnds.module.css';
import type { Point } from './routes/geometry.ts';
import type { Route } from './routes/route.ts';

interface Pull {
  end: 'from' | 'to';
  at: Point;
  over: string | undefined;
}

export function HandoffEnds({ id, route }: { id: string; route: Route }) {
  const flow = useReactFlow();
  const [pull, setPull] = useState<Pull>();

  useEffect(() => {
    if (!pull) return undefined;
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      setPull(undefined);
    };
    addEventListener('keydown', cancel, true);
    return () => removeEventListener('keydown', cancel, true);
  }, [pull]);

  const begin = (end: Pull['end'], event: PointerEvent<SVGCircleElement>): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setPull({ end, at: end === 'from' ? route.start : route.end, over: undefined });
  };
  const go = (event: PointerEvent<SVGCircleElement>): void => {
    if (!pull) return;
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    setPull({ ...pull, at, over: nodeUnder(event.clientX, event.clientY) });
  };
  const drop = (): void => {
    setPull(undefined);
    if (pull?.over !== undefined) redirect(id, pull.end === 'from' ? { from: pull.over } : { to: pull.over });
  };

  const still = pull?.end === 'from' ? route.end : route.start;
  return (
    <g className={styles['ends']}>
      {pull && <path className={styles['pull']} d={`M${still.x} ${still.y}L${pull.at.x} ${pull.at.y}`} />}
      {(['from', 'to'] as const).map((end) => {
        const rest = end === 'from' ? route.start : route.end;
        const at = pull?.end === end ? pull.at : rest;
        return (
          <circle
            key={end}
            className={`nopan ${styles['end']}`}
            data-end={end}
            data-over={(pull?.end === end && pull.over !== undefined) || undefined}
            cx={at.x}
            cy={at.y}
            r={6}
            onPointerDown={(event) => begin(end, event)}
            onPointerMove={go}
            onPointerUp={drop}
            onPointerCancel={() => setPull(undefined)}
          />
        );
      })}
    </g>
  );
}

function nodeUnder(x: number, y: number): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__node')?.getAttribute('data-id');
    if (id && noteIdOf(id) === undefined) return id;
  }
  return undefined;
}
