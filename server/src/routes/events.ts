import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refused } from '../problem.ts';
import { isOver } from '@baton/shared/events';
import { runParams } from './inputs.ts';
import { nothing, query, route } from './route.ts';
import { unknownRun } from './runs.ts';
import { eventStream } from './stream.ts';

const seq = z.coerce.number().int().nonnegative();

export const eventRoutes = (deps: Deps) => [
  route({
    method: 'get',
    path: '/api/runs/:run/events',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary:
      'A run’s events, those that were and those that come, after "Last-Event-ID" or "after"; ends after the last one',
    params: runParams,
    query: query({ after: seq.default(0) }),
    body: nothing,
    answers: {
      200: { what: 'Server-sent events; "id" is the event’s "seq"', type: 'text/event-stream' },
      204: { what: 'The run is over and there is nothing after that event; an EventSource stops asking' },
    },
    async handle({ c, caller, params: { run }, query: { after } }) {
      const record = await deps.store.runs.get(run);
      if (!record) throw unknownRun(run);
      const last = lastEventId(c.req.header('last-event-id')) ?? after;
      if (last > record.seq) throw new Refused(400, `Run ${run} has no event ${last} yet; its last is ${record.seq}.`);
      if (isOver(record.status) && last === record.seq) return c.body(null, 204);
      return eventStream(deps, { run, after: last, caller });
    },
  }),
];

/** What an EventSource remembers when it comes again; it knows better than the address, which stays the same. */
function lastEventId(header: string | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  const id = seq.safeParse(header);
  if (id.success) return id.data;
  throw new Refused(400, 'Last-Event-ID must be the "id" of an event, a whole number.');
}
