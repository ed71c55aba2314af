/** The published JSON Schema of the format (draft 2020-12), made from the zod schema; for editors and the JSON view. */
import { z } from 'zod';
import type { JsonSchema } from './json.ts';
import { graph } from './schema.ts';

export function graphJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(graph, { target: 'draft-2020-12', io: 'input', reused: 'ref' });
  return { $id: 'https://baton.dev/baton-graph.schema.json', title: 'Baton graph', ...(schema as JsonSchema) };
}
