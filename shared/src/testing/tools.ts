/** Random tools, of every type. */
import * as fc from 'fast-check';
import type { JsonSchema } from '../graph/json.ts';
import type { Tool, ToolType } from '../graph/tools.ts';
import { anyId, count, dictionary, json, list, plain, some, word, words } from './values.ts';

const tools: {
  [Type in ToolType]: fc.Arbitrary<
    Omit<Extract<Tool, { type: Type }>, 'id' | 'type' | 'description' | 'args' | 'approval'>
  >;
} = {
  http: fc
    .record(
      {
        url: fc.constantFrom('https://example.com/{{ args.reason }}', 'https://example.com'),
        method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
        // Not one that Baton sets itself.
        headers: fc.dictionary(
          word.map((name) => `x-${name}`),
          fc.constant('Bearer {{ secrets.TOKEN }}'),
        ),
        body: words.filter((text) => !text.includes('{{')),
        take: fc.constantFrom('body.items', 'status'),
      },
      { ...plain, requiredKeys: ['url'] },
    )
    // A GET has no body.
    .map(({ body, ...rest }) => (body === undefined || (rest.method ?? 'GET') === 'GET' ? rest : { ...rest, body })),
  mcp: fc.record(
    {
      server: fc.constantFrom('https://example.com/mcp', 'files'),
      tools: list(word),
      headers: dictionary(fc.constant('Bearer {{ secrets.TOKEN }}')),
    },
    { ...plain, requiredKeys: ['server'] },
  ),
  code: fc.record({ code: fc.constant('(args) => args.reason') }, plain),
  graph: fc.record({ graph: anyId, version: count }, { ...plain, requiredKeys: ['graph'] }),
  builtin: fc.record(
    { builtin: fc.constantFrom('calculator', 'now', 'lookup'), data: dictionary(json) },
    { ...plain, requiredKeys: ['builtin'] },
  ),
};

export const tool = (id: string): fc.Arbitrary<Tool> =>
  fc
    .constantFrom(...(Object.keys(tools) as ToolType[]))
    .chain((type) =>
      fc
        .tuple(
          tools[type],
          some({ description: words, approval: fc.oneof(fc.boolean(), words), timeoutSeconds: count }),
        )
        .map(([own, more]) => ({ id, type, ...own, ...more, args: toolArgs }) as Tool),
    );
const toolArgs: JsonSchema = { type: 'object', properties: { reason: { type: 'string' } } };
