import type { CheckAnswer } from '@baton/shared/api';
import { parseGraph } from '@baton/shared/graph';
import type { Deps } from '../deps.ts';
import { problemsHere } from '../runs/check.ts';
import { checkSchema } from './answers.ts';
import { graphBytes } from './inputs.ts';
import { nothing, route, type BodyInput } from './route.ts';

/** Whatever it is: what is wrong with it is the answer. */
const anything: BodyInput<unknown> = { parse: (value) => value, schema: {}, limit: graphBytes, keys: 'any' };

export const checkRoutes = ({ models }: Deps) => [
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
      const parsed = parseGraph(document);
      const problems = parsed.ok ? problemsHere(parsed.graph, await models()) : parsed.problems;
      const answer: CheckAnswer = { problems };
      return c.json(answer);
    },
  }),
];
