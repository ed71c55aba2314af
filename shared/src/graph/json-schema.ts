/** The published JSON Schema of the format (draft 2020-12), made from the zod schema; for editors and the JSON view. */
import { z } from 'zod';
import { agent } from '../nodes/agent.ts';
import { graphNode } from '../nodes/graph.ts';
import { human } from '../nodes/human.ts';
import { join } from '../nodes/join.ts';
import { router } from '../nodes/router.ts';
import { scriptStep } from '../nodes/script.ts';
import { toolNode } from '../nodes/tool.ts';
import { confidenceTrigger } from '../triggers/confidence.ts';
import { trigger } from '../triggers/index.ts';
import { contextRules, handoff, history, redaction } from './handoff.ts';
import { expression, id, model, position, reservedKeys, stateKey, template } from './ids.ts';
import { json, jsonSchema, type JsonSchema } from './json.ts';
import { graph, limits, note, scenario, stateValue } from './schema.ts';
import { tool } from './tools.ts';

/** What people read in `$defs`. */
const parts = {
  id,
  stateKey,
  expression,
  template,
  model,
  position,
  json,
  jsonSchema,
  agent,
  router,
  human,
  toolNode,
  join,
  graphNode,
  scriptStep,
  handoff,
  trigger,
  contextRules,
  history,
  redaction,
  stateValue,
  limits,
  tool,
  scenario,
  note,
};
const names = z.registry<{ id: string }>();
for (const [name, part] of Object.entries(parts)) names.add(part, { id: name });

/** What zod says in code, and leaves out of the JSON Schema by itself. */
const said: ReadonlyMap<z.core.$ZodType, JsonSchema> = new Map<z.core.$ZodType, JsonSchema>([
  [id, { not: { enum: [...reservedKeys] } }],
  [stateKey, { not: { enum: [...reservedKeys] } }],
  [confidenceTrigger, { oneOf: [{ required: ['below'] }, { required: ['atLeast'] }] }],
]);

export function graphJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(graph, {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'inline',
    metadata: names,
    override: (made) => {
      // The name of a part is its key in `$defs`; a schema's own `id` would be taken for an address.
      delete made.jsonSchema.id;
      Object.assign(made.jsonSchema, said.get(made.zodSchema));
    },
  });
  return { $id: 'https://baton.dev/baton-graph.schema.json', title: 'Baton graph', ...(schema as JsonSchema) };
}
