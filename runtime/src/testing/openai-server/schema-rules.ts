/** Which tools and answer schemas OpenAI accepts, strict ones (https://platform.openai.com/docs/guides/structured-outputs) among them. */
import { isObject } from '@baton/shared/graph';
import type { ChatRequest, ChatTool } from './protocol.ts';
import { invalid, type Rejection } from './rejection.ts';

export function brokenToolRule(request: ChatRequest): Rejection | undefined {
  const { tools, tool_choice: choice } = request;
  if (!tools) {
    if (choice !== undefined && choice !== 'none') {
      return invalid('tool-choice', 'tool_choice', "'tool_choice' is only allowed when 'tools' are specified.");
    }
    if (request.parallel_tool_calls === undefined) return undefined;
    return invalid(
      'parallel-calls',
      'parallel_tool_calls',
      "'parallel_tool_calls' is only allowed when 'tools' are specified.",
    );
  }
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    const { name } = tool.function;
    if (names.has(name))
      return invalid('duplicate-tool', `tools[${index}].function.name`, `There are two tools '${name}'.`);
    names.add(name);
    const broken = brokenParameters(tool, index);
    if (broken) return broken;
  }
  if (typeof choice !== 'object' || names.has(choice.function.name)) return undefined;
  return invalid('tool-choice', 'tool_choice', `Tool choice '${choice.function.name}' not found in 'tools' parameter.`);
}

function brokenParameters({ function: { name, parameters, strict } }: ChatTool, index: number): Rejection | undefined {
  if (!parameters) return undefined;
  const reason =
    parameters['type'] === 'object'
      ? brokenSchema(parameters, strict === true)
      : `schema must be a JSON Schema of 'type: "object"'.`;
  if (!reason) return undefined;
  return invalid(
    'tool-parameters',
    `tools[${index}].function.parameters`,
    `Invalid schema for function '${name}': ${reason}`,
  );
}

export function brokenFormatRule(request: ChatRequest): Rejection | undefined {
  const format = request.response_format;
  if (format?.type === 'json_object') {
    if (JSON.stringify(request.messages).toLowerCase().includes('json')) return undefined;
    return invalid(
      'json-mentioned',
      'messages',
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    );
  }
  if (format?.type !== 'json_schema') return undefined;
  const { name, schema, strict } = format.json_schema;
  const param = 'response_format.json_schema.schema';
  if (!schema) return invalid('response-format', param, `Missing required parameter: '${param}'.`);
  const reason =
    strict && schema['type'] !== 'object'
      ? `schema must be a JSON Schema of 'type: "object"', got 'type: ${JSON.stringify(schema['type'] ?? null)}'.`
      : brokenSchema(schema, strict === true);
  return reason
    ? invalid('response-format', param, `Invalid schema for response_format '${name}': ${reason}`)
    : undefined;
}

/** @returns why a model's grammar cannot be made from the schema. */
function brokenSchema(schema: unknown, strict: boolean, context: readonly string[] = []): string | undefined {
  if (!isObject(schema)) return undefined;
  const where = `In context=(${context.map((key) => `'${key}'`).join(', ')}), `;
  if (schema['type'] === 'array' && schema['items'] === undefined) return `${where}array schema missing items.`;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  if (strict && schema['type'] === 'object') {
    if (schema['additionalProperties'] !== false)
      return `${where}'additionalProperties' is required to be supplied and to be false.`;
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    const missing = Object.keys(properties).find((key) => !required.includes(key));
    if (missing)
      return `${where}'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  }
  for (const [key, inner] of Object.entries(properties)) {
    const broken = brokenSchema(inner, strict, [...context, 'properties', key]);
    if (broken) return broken;
  }
  return brokenSchema(schema['items'], strict, [...context, 'items']);
}
