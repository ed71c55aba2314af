/** Gives plain curves their bends when there is time for it: what is in sight first, and never while something moves. */
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { isRough, refinePicture, usePicture } from './picture.ts';
import { type Flow, useDistance, viewOf } from './view.ts';

/** The longest that one go may take, so that a key or a pointer is answered in the same frame. */
const sliceMs = 8;

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 16);
}

/** @returns what the canvas calls when its view begins to move and when it rests. */
export function useRefining(
  flow: Flow,
  canvas: RefObject<HTMLElement | null>,
): { moving: () => void; rest: () => void } {
  const state = useRef({ moving: false, waiting: false });

  const soon = useCallback((): void => {
    const now = state.current;
    if (now.waiting || now.moving || !isRough()) return;
    now.waiting = true;
    whenIdle(() => {
      now.waiting = false;
      // From far away a curve says as much.
      if (now.moving || !canvas.current || useDistance.getState() === 'far') return;
      const end = performance.now() + sliceMs;
      refinePicture(viewOf(flow, canvas.current), () => performance.now() > end);
    });
  }, [flow, canvas]);

  // Each go changes the picture, which asks for the next one.
  useEffect(() => {
    soon();
    return usePicture.subscribe(soon);
  }, [soon]);

  return {
    moving: useCallback(() => {
      state.current.moving = true;
    }, []),
    rest: useCallback(() => {
      state.current.moving = false;
      soon();
    }, [soon]),
  };
}
