/** Layout when it is asked for: of everything, or of what is selected while the rest stays where somebody put it. */
import type { Graph } from '@baton/shared/graph';
import { useDocument } from '../document/document.ts';
import { useSelection } from '../document/selection.ts';
import { toast } from '../ui/toast.ts';
import { useCanvas } from './control.ts';
import { arrange } from './gestures.ts';
import { layOut } from './layout.ts';
import { placesOf } from './places.ts';
import { fitAll } from './viewing.ts';

/** @param only these nodes; the others keep their places. */
async function layOutNow(only: ReadonlySet<string> | undefined): Promise<void> {
  const { graph } = useDocument.getState();
  if (!graph || useCanvas.getState().arranging) return;
  useCanvas.setState({ arranging: true });
  try {
    const places = await layOut(graph, only);
    if (useDocument.getState().graph?.id !== graph.id) return;
    arrange(only ? around(graph, places) : places);
    // After the cards and lines are where they belong.
    if (!only) requestAnimationFrame(fitAll);
  } catch {
    toast({ text: 'The layout could not be worked out. Reload the page and try again.', tone: 'bad' });
  } finally {
    useCanvas.setState({ arranging: false });
  }
}

export const arrangeAll = (): void => void layOutNow(undefined);
export const arrangeSelection = (): void => void layOutNow(new Set(useSelection.getState().nodes));

type Places = Awaited<ReturnType<typeof layOut>>;

/** Puts what was laid out where it was: its middle stays. */
function around(graph: Graph, places: Places): Places {
  const before = placesOf(graph);
  const middle = (of: (id: string) => { x: number; y: number }, axis: 'x' | 'y'): number => {
    const all = [...places.keys()].map((id) => of(id)[axis]);
    return (Math.min(...all) + Math.max(...all)) / 2;
  };
  const was = (id: string) => before.get(id) ?? { x: 0, y: 0 };
  const is = (id: string) => places.get(id) ?? { x: 0, y: 0 };
  const by = { x: middle(was, 'x') - middle(is, 'x'), y: middle(was, 'y') - middle(is, 'y') };
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]));
}
