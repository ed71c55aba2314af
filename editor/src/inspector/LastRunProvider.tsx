/** Lets every condition and template in the inspector be tried on what the last run had. */
import type { Graph } from '@baton/shared/graph';
import { type ReactNode, useMemo } from 'react';
import { useRun } from '../run/runStore.ts';
import { LastRunContext } from '../triggers/lastRun.ts';
import { seenAt } from './lastRun.ts';

export function LastRunProvider({ graph, children }: { graph: Graph; children: ReactNode }) {
  // A run that is under way changes with each event; its values are shown when it stands still.
  const log = useRun(({ view, log: events }) =>
    view === undefined || view.status === 'running' || view.status === 'queued' || events.length === 0
      ? undefined
      : events,
  );
  const renamed = useRun((run) => run.renamed);
  const last = useMemo(
    () => log && { at: (place: Parameters<typeof seenAt>[2]) => seenAt(log, graph, place, renamed) },
    [log, graph, renamed],
  );
  return <LastRunContext value={last}>{children}</LastRunContext>;
}
