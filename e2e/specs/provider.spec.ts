// The same graph with a provider's models: a local server that speaks OpenAI's protocol, streams, and refuses a message
// list that a model would refuse. What it says and when is the test's.
import { modelsByNode, scriptedReplies, type OpenAIServer } from '@baton/runtime/testing/openai-server';
import type { Graph } from '@baton/shared/graph';
import { expect, test } from '../fixtures/test.ts';
import type { Api } from '../fixtures/api.ts';
import { chargedTwice, customerService, moneyBack } from '../fixtures/ways.ts';
import { Editor } from '../ui/editor.ts';

/** The template, with every model of it at that server. */
async function servedBy(server: OpenAIServer, api: Api): Promise<Graph> {
  await api.addProvider('desk', { kind: 'openai-compatible', baseUrl: server.baseUrl, apiKey: server.apiKey });
  return api.create(modelsByNode(customerService, 'desk'));
}

const refusals = (server: OpenAIServer): unknown[] => server.requests.flatMap(({ rejection }) => rejection ?? []);

test('streams, calls tools and hands over as by script, and no request is refused', async ({ page, api, openai }) => {
  const server = await openai({ reply: scriptedReplies(customerService), alternation: true });
  const { id } = await servedBy(server, api);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.run(chargedTwice);
  await expect(editor.status).toContainText('Finished');
  await editor.expectRoute('Triage', 'Billing');
  await expect(editor.conversation).toContainText('the 129 € will be on your card');

  await editor.run(moneyBack);
  await editor.question('Supervisor').getByRole('button', { name: 'Refuse' }).click();
  await expect(editor.status).toContainText('Finished');
  await editor.expectRoute('Triage', 'Returns', 'Supervisor', 'Other ways');
  expect(refusals(server)).toEqual([]);
  expect(server.requests.every(({ request }) => request?.stream === true)).toBe(true);
});

test('words are on the screen while the model is still at it, and after a reload too', async ({
  page,
  api,
  openai,
}) => {
  const more = Promise.withResolvers<void>();
  async function* text() {
    yield 'Let me see what ';
    await more.promise;
    yield 'your order says.';
  }
  const server = await openai({ reply: () => ({ text: text() }) });
  const { id } = await servedBy(server, api);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.run('Hello');
  await expect(editor.conversation).toContainText('Let me see what');
  await expect(editor.node('Triage')).toHaveAccessibleName(/at work/);
  // Who comes in mid-sentence gets it from its beginning.
  await page.reload();
  await expect(editor.conversation).toContainText('Let me see what');
  more.resolve();
  await expect(editor.conversation).toContainText('Let me see what your order says.');
  await expect(editor.status).toContainText('Finished');
});

test('a page that is loaded again in mid-run goes on from the log', async ({ page, api, openai }) => {
  const answer = Promise.withResolvers<void>();
  const replies = scriptedReplies(customerService);
  const server = await openai({
    reply: async (request, nth) => {
      if (request.model === 'billing') await answer.promise;
      return replies(request, nth);
    },
  });
  const { id } = await servedBy(server, api);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.run(chargedTwice);
  await expect(editor.node('Billing')).toHaveAccessibleName(/at work/);

  await page.reload();
  await expect(editor.node('Billing')).toHaveAccessibleName(/at work/);
  await expect(editor.node('Triage')).toHaveAccessibleName(/done/);
  await expect(editor.conversation).toContainText(chargedTwice);
  answer.resolve();
  await expect(editor.status).toContainText('Finished');
  await editor.expectRoute('Triage', 'Billing');
  await expect(editor.conversation.getByText(chargedTwice)).toHaveCount(1);
  expect(server.requests.filter(({ request }) => request?.model === 'triage')).toHaveLength(1);
});

test('a run that nobody watches goes on by itself', async ({ page, api, openai }) => {
  const answer = Promise.withResolvers<void>();
  const replies = scriptedReplies(customerService);
  const server = await openai({
    reply: async (request, nth) => {
      if (request.model === 'billing') await answer.promise;
      return replies(request, nth);
    },
  });
  const { id } = await servedBy(server, api);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.run(chargedTwice);
  await expect(editor.node('Billing')).toHaveAccessibleName(/at work/);
  await page.goto('about:blank');
  answer.resolve();
  const { runs } = await api.json<{ runs: { run: string }[] }>('GET', '/api/runs');
  const events = await api.events(runs[0]?.run ?? '');
  expect(events.at(-1)).toMatchObject({ type: 'run.finished', route: ['triage', 'billing'] });
});

test('a run is stopped, and says so', async ({ page, api, openai }) => {
  const server = await openai({ reply: () => ({ fault: 'hang' }) });
  const { id } = await servedBy(server, api);
  const editor = new Editor(page);
  await editor.open(id);
  await editor.run(chargedTwice);
  await expect(editor.node('Triage')).toHaveAccessibleName(/at work/);
  await editor.panel.getByRole('button', { name: 'Stop' }).click();
  await expect(editor.status).toContainText('Stopped');
  await expect.poll(() => server.requests[0]?.abandoned).toBe(true);
});

test('a provider that refuses the key fails the run with what to do', async ({ page, api, openai }) => {
  const server = await openai({ reply: () => ({ text: 'never' }) });
  await api.addProvider('desk', { kind: 'openai-compatible', baseUrl: server.baseUrl, apiKey: 'sk-wrong' });
  const { id } = await api.create(modelsByNode(customerService, 'desk'));
  const editor = new Editor(page);
  await editor.open(id);
  await editor.run(chargedTwice);
  await expect(editor.status).toContainText('Failed');
  await expect(editor.conversation).toContainText('Check the key of this provider in the settings.');
});
