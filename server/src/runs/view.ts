/** A run as its log tells it; a run that has not begun shows what was asked for. */
import { emptyView, reduceAll, type RunView } from '@baton/shared/events';
import type { Store } from '../store/store.ts';

export async function viewOf({ runs, log }: Pick<Store, 'runs' | 'log'>, run: string): Promise<RunView | undefined> {
  const record = await runs.get(run);
  if (!record) return undefined;
  const { graph, version, thread, input } = record;
  return reduceAll(await log.events(run), { ...emptyView(run), graph, version, thread, input });
}
