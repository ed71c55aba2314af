/** Which state values a node writes, where it says so, and what it is known to write there. */
import { isObject, type JsonSchema } from '../graph/json.ts';
import type { NodeKind, NodeOf } from '../nodes/index.ts';

export interface Write {
  key: string;
  /** Inside the node. */
  path: readonly PropertyKey[];
  /** What is known of the value; undefined where nothing is. */
  schema: JsonSchema | undefined;
}

const approval: JsonSchema = {
  type: 'object',
  properties: { approved: { type: 'boolean' }, comment: { type: 'string' } },
};

const kinds: { [Kind in NodeKind]: (node: NodeOf<Kind>) => Write[] } = {
  agent: ({ into = [], output }) =>
    into.map((key, at) => ({ key, path: ['into', at], schema: schemaOf(propertiesOf(output)?.[key]) })),
  router: ({ classify }) =>
    one(classify?.into, ['classify', 'into'], {
      type: 'string',
      enum: (classify?.labels ?? []).map((label) => label.name),
    }),
  human: ({ into, answer = 'text' }) => one(into, ['into'], answerSchema(answer)),
  tool: ({ into }) => one(into, ['into'], undefined),
  join: ({ into, combine = 'list' }) => one(into, ['into'], combine === 'list' ? { type: 'array' } : undefined),
  graph: ({ into }) => one(into, ['into'], undefined),
};

const one = (key: string | undefined, path: readonly PropertyKey[], schema: JsonSchema | undefined): Write[] =>
  key === undefined ? [] : [{ key, path, schema }];

function answerSchema(answer: NonNullable<NodeOf<'human'>['answer']>): JsonSchema | undefined {
  if (answer === 'text') return { type: 'string' };
  if (answer === 'approval') return approval;
  return answer === 'takeover' ? undefined : answer;
}

export function writesOf<Kind extends NodeKind>(node: NodeOf<Kind> & { kind: Kind }): Write[] {
  return kinds[node.kind](node);
}

const schemaOf = (value: unknown): JsonSchema | undefined => (isObject(value) ? (value as JsonSchema) : undefined);
export const propertiesOf = (schema: JsonSchema | undefined): JsonSchema | undefined =>
  isObject(schema?.['properties']) ? schema['properties'] : undefined;
