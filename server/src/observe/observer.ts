/** Who watches runs from outside: every stored event comes by here once it is in the log, with the run it belongs to. */
import type { EventOf, StoredEvent } from '@baton/shared/events';
import type { Graph } from '@baton/shared/graph';
import type { RunRecord } from '../store/store.ts';

export interface Watched {
  record: RunRecord;
  graph: Graph;
}

export interface Observer {
  observe(watched: Watched, event: StoredEvent): void;
  /** This process works on the run no more. */
  left?(run: string): void;
}

/** What to do about some types of event. */
export type ByType<Result> = { [Type in StoredEvent['type']]?: (event: EventOf<Type>) => Result };

export function byType<Result>(does: ByType<Result>, event: StoredEvent): Result | undefined {
  const one = does[event.type] as ((event: StoredEvent) => Result) | undefined;
  return one?.(event);
}
