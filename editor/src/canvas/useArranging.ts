/** The layout of the whole graph: when asked, and once for a graph that was never laid out. */
import type { Graph } from '@baton/shared/graph';
import { useCallback, useEffect, useState } from 'react';
import { useDocument } from '../document/document.ts';
import { toast } from '../ui/toast.ts';
import { arrange } from './gestures.ts';
import { layOut } from './layout.ts';
import { isUnplaced } from './places.ts';

/** @param done brings everything into sight. */
export function useArranging(graph: Graph, done: () => void): { arranging: boolean; arrangeAll: () => void } {
  const [arranging, setArranging] = useState(() => isUnplaced(graph));
  useEffect(() => {
    const { graph: now } = useDocument.getState();
    if (!arranging || !now) return;
    layOut(now)
      .then((places) => {
        if (useDocument.getState().graph?.id !== now.id) return;
        arrange(places);
        // After the cards and lines are where they belong.
        requestAnimationFrame(() => done());
      })
      .catch(() => toast({ text: 'The layout could not be worked out. Reload the page and try again.', tone: 'bad' }))
      .finally(() => setArranging(false));
  }, [arranging, done]);
  return { arranging, arrangeAll: useCallback(() => setArranging(true), []) };
}
