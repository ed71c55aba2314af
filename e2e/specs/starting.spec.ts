// The server as a process: where it listens, what it says when it cannot, what it keeps, and how it ends.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { customerService, moneyBack } from '../fixtures/ways.ts';
import { Api } from '../fixtures/api.ts';
import { startBaton, startServer } from '../fixtures/baton.ts';
import { expect, test } from '../fixtures/test.ts';

test('says that Baton runs there already, and how to start a second one', async ({ baton, folder }) => {
  const second = startServer(`${folder}/second`, baton.port);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Baton is running at ${baton.url} already.`);
  expect(second.output()).toContain(`npm start -- --port ${baton.port + 1}`);
});

test('says that another program has the port', async ({ folder }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const refused = startServer(folder, port);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(`Port ${port} of 127.0.0.1 is taken by another program.`);
  expect(refused.output()).not.toMatch(/\bat .*\.ts:\d+/);
  other.close();
});

test('ends cleanly on Ctrl-C, and has everything after the next start', async ({ folder }) => {
  const first = await startBaton(folder);
  await new Api(first.url).create(customerService);
  expect(await first.stop()).toBe(0);
  const second = await startBaton(folder);
  expect((await new Api(second.url).graph('customer-service')).name).toBe('Customer service');
  expect(await second.stop()).toBe(0);
});

test('a question to a person survives a power cut', async ({ folder }) => {
  const before = await startBaton(folder);
  const asked = await new Api(before.url).stream({
    graph: customerService,
    input: moneyBack,
  });
  await before.kill();
  const after = await startBaton(folder);
  const api = new Api(after.url);
  const run = asked[0]?.run ?? '';
  expect(await api.events(run)).toEqual(asked);
  await api.answer(run, 'supervisor', { approved: false, comment: 'It was used for a year.' });
  const rest = await api.events(run, asked.at(-1)?.seq);
  expect(rest.at(-1)).toMatchObject({ type: 'run.finished', route: ['triage', 'returns', 'supervisor', 'refusal'] });
  await after.stop();
});
