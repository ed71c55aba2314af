/** Tools that need nothing but this process: a calculator, the time, and a table to look things up in. */
import type { Json, JsonObject, JsonSchema, Tool } from '@baton/shared/graph';
import { calculate } from './calculator.ts';
import type { ToolRunner } from './tool.ts';

type Builtin = Extract<Tool, { type: 'builtin' }>;

interface BuiltinTool {
  description: string;
  parameters: JsonSchema;
  /** @throws Error with a sentence that is told to the model. */
  call(args: JsonObject, tool: Builtin): Json;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

const text = (description: string): JsonSchema => ({ type: 'string', description });

const builtins: { [Name in Builtin['builtin']]: BuiltinTool } = {
  calculator: {
    description: 'Works out an arithmetic expression, such as (12.5 + 3) * 2.',
    parameters: {
      type: 'object',
      properties: { expression: text('+ - * / % ^, brackets and numbers') },
      required: ['expression'],
    },
    call: ({ expression }) => calculate(textOf(expression)),
  },
  now: {
    description: 'Tells the date and time.',
    parameters: {
      type: 'object',
      properties: { timeZone: text('an IANA time zone such as Europe/Berlin; UTC by default') },
    },
    call: ({ timeZone }) => now(typeof timeZone === 'string' ? timeZone : 'UTC'),
  },
  lookup: {
    description: 'Looks up an entry by its key.',
    parameters: { type: 'object', properties: { key: text('the key to look up') }, required: ['key'] },
    call: (args, tool) => lookup(args, tool),
  },
};

function now(timeZone: string): Json {
  const at = new Date();
  try {
    const local = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' }).format(at);
    return { iso: at.toISOString(), local, timeZone };
  } catch {
    throw new Error(`"${timeZone}" is no time zone; use an IANA name such as Europe/Berlin`);
  }
}

/** The key is the argument `key`, or the only argument where the tool describes its own. */
function lookup(args: JsonObject, tool: Builtin): Json {
  const key = textOf(args['key'] ?? Object.values(args)[0]);
  const data = tool.data ?? {};
  if (Object.hasOwn(data, key)) return data[key] ?? null;
  throw new Error(`there is no entry "${key}"`);
}

export const builtinRunner: ToolRunner<Builtin> = {
  isRepeatable: () => true,
  async offer(tool) {
    const builtin = builtins[tool.builtin];
    return [
      {
        name: tool.id,
        description: tool.description ?? builtin.description,
        parameters: tool.args ?? builtin.parameters,
        call: async (args) => builtin.call(args, tool),
      },
    ];
  },
};
