/** What becomes of runs, in the operator's log: ids, states and numbers, and nothing of what was said. */
import type { Log } from '../log.ts';
import { byType, type ByType, type Observer } from './observer.ts';

type Told = { [name: string]: string | number | undefined };

const told: ByType<Told> = {
  'run.started': () => ({}),
  'run.resumed': ({ why }) => ({ why }),
  'run.paused': ({ why }) => ({ why }),
  'run.finished': ({ ms, costUsd }) => ({ ms, costUsd }),
  'run.cancelled': ({ ms, costUsd }) => ({ ms, costUsd }),
  'run.failed': ({ ms, costUsd, error }) => ({ ms, costUsd, kind: error.kind, node: error.node }),
};

export const runLog = (log: Log): Observer => ({
  observe({ record: { run, thread, graph, version } }, event) {
    const fields = byType(told, event);
    if (fields) log('info', event.type, { run, thread, graph, version, seq: event.seq, ...fields });
  },
});
