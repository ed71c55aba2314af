/** The runs that the server keeps, page by page, and of each that is shown what only its view tells: its way and what it took. */
import type { RunSummary } from '@baton/shared/api';
import type { RunStatus, RunView } from '@baton/shared/events';
import { create } from 'zustand';
import { sentence } from '../api/request.ts';
import { listRuns, readRun } from '../api/runs.ts';

export interface Filter {
  graph?: string;
  status?: RunStatus;
}

interface HistoryStore {
  filter: Filter;
  /** Undefined until they were read for the first time. */
  runs: readonly RunSummary[] | undefined;
  next: string | undefined;
  error: string | undefined;
  views: ReadonlyMap<string, RunView>;
  show: (filter: Filter) => Promise<void>;
  more: () => Promise<void>;
}

/** Views in parallel: enough to fill a screen quickly, and little enough for the server. */
const atOnce = 4;
let asked = 0;

export const useHistory = create<HistoryStore>((set, get) => {
  async function page(cursor: string | undefined): Promise<void> {
    const mine = ++asked;
    try {
      const { runs, next } = await listRuns({ ...get().filter, cursor });
      if (mine !== asked) return;
      set({ runs: [...(cursor === undefined ? [] : (get().runs ?? [])), ...runs], next, error: undefined });
      await details(runs, () => mine === asked);
    } catch (error) {
      if (mine === asked) set({ error: sentence(error) });
    }
  }

  async function details(runs: readonly RunSummary[], wanted: () => boolean): Promise<void> {
    // What is over stays as it is; what was not is read again.
    const missing = runs.filter(({ run, status }) => get().views.get(run)?.status !== status);
    for (let from = 0; from < missing.length && wanted(); from += atOnce) {
      const found = await Promise.all(
        missing.slice(from, from + atOnce).map(({ run }) => readRun(run).catch(() => undefined)),
      );
      const known = found.filter((view) => view !== undefined);
      set({ views: new Map([...get().views, ...known.map((view) => [view.run, view] as const)]) });
    }
  }

  return {
    filter: {},
    runs: undefined,
    next: undefined,
    error: undefined,
    views: new Map(),
    show(filter) {
      set({ filter });
      return page(undefined);
    },
    more: () => page(get().next),
  };
});
