/** The API's description, OpenAPI 3.1, made from the routes themselves: what is checked is what is written. */
import { graphJsonSchema } from '@baton/shared/graph';
import type { Answer, JsonSchema, Route } from './route.ts';
import { nothing, route } from './route.ts';

export const openApiRoutes = (routes: readonly Route[], version: string): Route[] => {
  const own: Route = route({
    method: 'get',
    path: '/api/openapi.json',
    auth: 'caller',
    scope: 'read',
    rate: 'read',
    summary: 'This description',
    params: nothing,
    query: nothing,
    body: nothing,
    answers: { 200: { what: 'OpenAPI 3.1', schema: {} } },
    handle: ({ c }) => c.json(describe([...routes, own], version)),
  });
  return [own];
};

function describe(routes: readonly Route[], version: string): JsonSchema {
  const paths: { [path: string]: JsonSchema } = {};
  for (const one of routes) {
    const path = one.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method]: operation(one) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Baton', version, description: 'Graphs of agents that hand over to each other, and their runs.' },
    paths,
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'baton_session' },
      },
      schemas: { Graph: graphJsonSchema(), Problem: problemSchema },
    },
  };
}

function operation({ summary, auth, scope, rate, params, query, body, answers }: Route): JsonSchema {
  const parameters = [...parametersOf('path', params.schema), ...parametersOf('query', query.schema)];
  const answered = Object.entries(answers).map(([status, answer]) => [status, content(answer)] as const);
  return {
    summary,
    ...(auth === 'open' ? { security: [] } : { 'x-scope': scope }),
    'x-rate-class': rate,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...('limit' in body
      ? {
          'x-max-bytes': body.limit,
          requestBody: { required: true, content: { 'application/json': { schema: body.schema ?? {} } } },
        }
      : {}),
    responses: { ...Object.fromEntries(answered), default: problem },
  };
}

function parametersOf(where: 'path' | 'query', schema: JsonSchema | undefined): JsonSchema[] {
  const properties = (schema?.['properties'] ?? {}) as { [name: string]: JsonSchema };
  const needed = (schema?.['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || needed.includes(name),
    schema: property,
  }));
}

function content({ what, schema, type = 'application/json' }: Answer): JsonSchema {
  if (schema) return { description: what, content: { [type]: { schema } } };
  return type === 'application/json' ? { description: what } : { description: what, content: { [type]: {} } };
}

const problem: JsonSchema = {
  description: 'Refused (RFC 9457); "errors" says what of the input, by JSON Pointer',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
