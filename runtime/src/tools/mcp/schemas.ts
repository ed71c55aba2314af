/**
 * The schemas of MCP servers: written by strangers for other validators, and looked at with ours. A pattern that RE2 cannot run
 * (looking ahead, as in zod's email addresses) is left to the server, which checks what it is sent by itself.
 */
import type { ClientOptions } from '@modelcontextprotocol/client';
import { patternProblem } from '@baton/shared/patterns';
import { isObject, schemaMapKeywords, validateJson, type Json, type JsonObject } from '@baton/shared/graph';

/** What the client asks whether an answer is what its server has promised. */
export const foreignSchemas: NonNullable<ClientOptions['jsonSchemaValidator']> = {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- The client says of what type an answer is that fits.
  getValidator<T>(schema: unknown) {
    const usable = withoutForeignPatterns(schema as JsonObject);
    return (input: unknown) => {
      const misfits = validateJson(usable, input);
      if (misfits.length === 0) return { valid: true, data: input as T, errorMessage: undefined };
      const errorMessage = misfits.map(({ path, message }) => `${path || 'it'} ${message}`).join('; ');
      return { valid: false, data: undefined, errorMessage };
    };
  },
};

/** What a tool takes, as it is offered to models and checked before a call. */
export function parametersOf(schema: unknown): JsonObject {
  const { $schema: _, ...rest } = isObject(schema) ? withoutForeignPatterns(schema as JsonObject) : {};
  return { ...rest, type: 'object', properties: isObject(rest['properties']) ? rest['properties'] : {} };
}

/** Deeper than anybody describes arguments. */
const deepest = 60;
/** In characters, of all patterns of a schema together: to see whether they are RE2 takes about 50 ms. */
const mostPatterns = 10_000;
/** Keywords whose values are values, whatever they look like. */
const values: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples']);
const maps: ReadonlySet<string> = new Set(schemaMapKeywords);
const open: ReadonlySet<string> = new Set(['patternProperties', 'additionalProperties', 'unevaluatedProperties']);

function withoutForeignPatterns(whole: JsonObject): JsonObject {
  let left = mostPatterns;
  const isUsable = (pattern: string): boolean => {
    left -= pattern.length;
    return left >= 0 && patternProblem(pattern) === undefined;
  };
  return inSchema(whole, 0);

  function inSchema(schema: JsonObject, depth: number): JsonObject {
    if (depth > deepest) return {};
    const { patternProperties: named } = schema;
    const known = !isObject(named) || Object.keys(named).every(isUsable);
    const kept = Object.entries(schema).filter(([key, value]) => {
      if (key === 'pattern' && typeof value === 'string') return isUsable(value);
      // Which keys are left for the others to judge is not known without the patterns.
      return known || !open.has(key);
    });
    return Object.fromEntries(kept.map(([key, value]) => [key, inside(key, value, depth)]));
  }

  function inside(key: string, value: Json, depth: number): Json {
    if (values.has(key)) return value;
    if (Array.isArray(value)) return value.map((one) => inside('', one, depth));
    if (!isObject(value)) return value;
    if (!maps.has(key)) return inSchema(value, depth + 1);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inside('', one, depth)]));
  }
}
