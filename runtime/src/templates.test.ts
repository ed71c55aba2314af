import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { checkGraph } from '@baton/shared/checks';
import { parseGraphText, type Scenario } from '@baton/shared/graph';
import { templates } from '@baton/shared/templates';
import { createModels } from './models/index.ts';
import { modelsByNode, scriptedReplies, startOpenAIServer, type OpenAIServer } from './testing/openai-server/index.ts';
import { answer, play, type Stage } from './testing/play.ts';
import { ProcessSandbox } from './tools/sandbox/sandbox.ts';

const folder = new URL('../../examples/', import.meta.url);
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const parsed = parseGraphText(readFileSync(new URL(name, folder), 'utf8'));
    if (!parsed.ok) throw new Error(`examples/${name}: ${JSON.stringify(parsed.problems)}`);
    return parsed.graph;
  });

const sandbox = new ProcessSandbox();
afterAll(() => sandbox.close());
let server: OpenAIServer | undefined;
afterEach(() => server?.close());

/** The same graph and its scripts, but as a provider's models: through the real client, to a server that is strict. */
async function behindTheProtocol(graph: Stage['graph']): Promise<Stage> {
  server = await startOpenAIServer({ reply: scriptedReplies(graph), alternation: true });
  const { baseUrl, apiKey } = server;
  const models = createModels({ fetch, providers: { test: { kind: 'openai-compatible', baseUrl, apiKey } } });
  return { graph: modelsByNode(graph, 'test'), models };
}

/** Plays the first message of a scenario, answering for its people. */
async function playScenario(stage: Stage, { say, answers = {} }: Scenario) {
  const tools = { sandbox };
  const { store, ...first } = await play({ ...stage, tools, input: say[0] ?? '' });
  let played = first;
  while (played.view.status === 'paused') {
    const node = played.view.asks.find((ask) => ask.open)?.node ?? '';
    const given = answers[node];
    if (given === undefined) throw new Error(`the scenario has no answer for "${node}"`);
    played = await answer({ ...stage, tools, store, played, node, answer: given });
  }
  return played;
}

describe.each([...templates().map(({ graph }) => graph), ...examples])('$name', (graph) => {
  test('has nothing that a check would remark on', () => {
    expect(checkGraph(graph)).toEqual([]);
  });

  test.each(graph.scenarios ?? [])('$id: $name', async (scenario) => {
    const { view, log } = await playScenario({ graph }, scenario);
    const { route, handoffs, state, says } = scenario.expect ?? {};
    expect(view.status).toBe('finished');
    if (route) expect(view.route).toEqual(route);
    if (handoffs) expect(view.hops.map((hop) => hop.handoff)).toEqual(handoffs);
    expect(view.state).toMatchObject(state ?? {});
    if (says !== undefined) expect(JSON.stringify(view.output)).toContain(says);
    const failed = log.flatMap((event) => (event.type === 'handoff.considered' ? event.handoffs : []));
    expect(failed.filter((handoff) => handoff.evidence['error'] !== undefined)).toEqual([]);
  });

  test.each(graph.scenarios ?? [])('behind OpenAI’s protocol, $id: $name', async (scenario) => {
    const { view } = await playScenario(await behindTheProtocol(graph), scenario);
    expect(server?.requests.flatMap(({ rejection }) => rejection ?? [])).toEqual([]);
    expect(view.status).toBe('finished');
    if (scenario.expect?.route) expect(view.route).toEqual(scenario.expect.route);
  });
});
