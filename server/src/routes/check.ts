import type { CheckAnswer } from '@baton/shared/api';
import { parseGraph, type Graph, type Problem } from '@baton/shared/graph';
import type { Deps } from '../deps.ts';
import { tooMany } from '../document.ts';
import { problemsHere, type Here } from '../runs/check.ts';
import { pinGraphs, storedGraphs } from '../runs/pins.ts';
import { checkSchema } from './answers.ts';
import { graphBytes } from './inputs.ts';
import { nothing, route, type BodyInput } from './route.ts';

/** Whatever it is: what is wrong with it is the answer. */
const anything: BodyInput<unknown> = { parse: (value) => value, schema: {}, limit: graphBytes, keys: 'any' };

export const checkRoutes = ({ models, store, mcpServers }: Deps) => [
  route({
    method: 'post',
    path: '/api/graphs/check',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'What is wrong with a document, and what this server cannot run of it. Nothing is stored',
    params: nothing,
    query: nothing,
    body: anything,
    answers: { 200: { what: 'The problems, the gravest first; none when it can run', schema: checkSchema } },
    async handle({ c, body: document }) {
      const huge = tooMany(document);
      if (huge.length > 0) return c.json<CheckAnswer>({ problems: huge });
      const parsed = parseGraph(document);
      const here = { models: await models(), servers: mcpServers };
      const problems = parsed.ok ? await problemsOf(parsed.graph, here, store) : parsed.problems;
      const answer: CheckAnswer = { problems };
      return c.json(answer);
    },
  }),
];

/** With what only this server knows: the graphs that a run would reach, and the names of secrets and MCP servers. */
async function problemsOf(graph: Graph, here: Here, store: Deps['store']): Promise<Problem[]> {
  const { pins, problems: inner } = await pinGraphs(storedGraphs(store), graph, here);
  const secrets = new Set((await store.secrets.list()).map(({ name }) => name));
  const found = problemsHere(graph, here, {
    secrets,
    graph: (id, version) => pins.get(version === undefined ? id : `${id}@${version}`),
  });
  const known = new Set(found.map(({ code, path }) => `${code} ${path}`));
  return [...found, ...inner.filter(({ code, path }) => !known.has(`${code} ${path}`))];
}
