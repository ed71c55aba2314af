// The same graph and the same words take the same way, whichever door they come in by.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredEvent } from '@baton/shared/events';
import { chargedTwice, customerService as graph, moneyBack } from '../fixtures/ways.ts';
import { routeOf } from '../fixtures/api.ts';
import { baton } from '../fixtures/baton.ts';
import { expect, test } from '../fixtures/test.ts';

const ways = [
  { message: chargedTwice, route: ['triage', 'billing'], end: 'run.finished' },
  {
    message: moneyBack,
    route: ['triage', 'returns', 'supervisor'],
    end: 'run.paused',
  },
];

for (const { message, route, end } of ways) {
  test.describe(message, () => {
    test('through POST /api/runs as a stream', async ({ api }) => {
      const events = await api.stream({ graph, input: message });
      expect(routeOf(events)).toEqual(route);
      expect(events.at(-1)?.type).toBe(end);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    });

    test('through the command line', async ({ folder }) => {
      const file = join(folder, 'graph.json');
      await writeFile(file, JSON.stringify(graph));
      const { code, stdout } = await baton(folder, 'run', file, message, '--json');
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as StoredEvent);
      expect(code).toBe(0);
      expect(routeOf(events)).toEqual(route);
      expect(events.at(-1)?.type).toBe(end);
    });
  });
}

test('a person answers through the API, and the run goes on to its end', async ({ api }) => {
  const { id } = await api.create(graph);
  const asked = await api.stream({ graph: id, input: moneyBack });
  const run = asked[0]?.run ?? '';
  await api.answer(run, 'supervisor', { approved: true });
  const rest = await api.events(run, asked.at(-1)?.seq);
  expect(rest.at(-1)).toMatchObject({ type: 'run.finished', route: ['triage', 'returns', 'supervisor', 'refund'] });
  await expect(api.answer(run, 'supervisor', { approved: true })).rejects.toThrow('answered 409');
});
