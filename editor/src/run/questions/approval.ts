/** The package of a handoff that waits for approval, as the person who is asked may change it, and the answer that comes of it. */
import type { AskView, ContextPackage, Message } from '@baton/shared/events';
import { isObject, type Json, type JsonObject, validateJson } from '@baton/shared/graph';

/** What of a package a person may change. */
export interface Changed {
  /** Ids of the messages that are still passed on. */
  history: readonly string[];
  state: JsonObject;
  brief: string;
  args: JsonObject;
}

export const unchanged = ({ history, state, brief, args }: ContextPackage): Changed => ({
  history,
  state,
  brief,
  args,
});

/** Messages that stand or fall together: a call of tools and what the tools answered. */
export function groupsOf(ids: readonly string[], messages: { readonly [id: string]: Message }): string[][] {
  const groups: string[][] = [];
  let calls = new Set<string>();
  for (const id of ids) {
    const message = Object.hasOwn(messages, id) ? messages[id] : undefined;
    if (message?.role === 'tool' && calls.has(message.call)) {
      groups.at(-1)?.push(id);
      continue;
    }
    groups.push([id]);
    calls = new Set(message?.role === 'assistant' ? message.calls?.map((call) => call.id) : []);
  }
  return groups;
}

/** Takes messages into the package or out of it, and keeps their order. */
export function withMessages(
  all: readonly string[],
  history: readonly string[],
  ids: readonly string[],
  pass: boolean,
): string[] {
  const chosen = new Set(ids);
  const passed = new Set(history);
  return all.filter((id) => (chosen.has(id) ? pass : passed.has(id)));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what was changed, since what was not is as it was. @returns undefined where nothing was. */
export function changesOf(original: ContextPackage, now: Changed): JsonObject | undefined {
  const changes: JsonObject = {};
  if (!same(now.history, original.history)) changes['history'] = [...now.history];
  if (!same(now.state, original.state)) changes['state'] = now.state;
  if (now.brief !== original.brief) changes['brief'] = now.brief;
  if (!same(now.args, original.args)) changes['args'] = now.args;
  return Object.keys(changes).length > 0 ? changes : undefined;
}

interface Decision {
  approved: boolean;
  comment: string;
  /** Another receiver than the one that was asked for. */
  to?: string | undefined;
  changed?: Changed | undefined;
}

/** @returns the answer as the run takes it: what was not said is left out. */
export function answerOf(ask: Pick<AskView, 'context' | 'to'>, { approved, comment, to, changed }: Decision): Json {
  const words = comment.trim();
  const changes = approved && ask.context && changed ? changesOf(ask.context, changed) : undefined;
  return {
    approved,
    ...(words === '' ? {} : { comment: words }),
    ...(approved && to !== undefined && to !== ask.to ? { to } : {}),
    ...(changes === undefined ? {} : { context: changes }),
  };
}

/** Where a handoff may go instead: nodes of the graph that asks, by their ids there and by their places in the run. */
export function elsewhere({
  schema,
  node,
  to,
}: Pick<AskView, 'schema' | 'node' | 'to'>): { id: string; place: string }[] {
  const { properties } = schema;
  const of = isObject(properties) ? properties['to'] : undefined;
  const ids = isObject(of) && Array.isArray(of['enum']) ? of['enum'].filter((id) => typeof id === 'string') : [];
  return ids.map((id) => ({ id, place: placeOf(node, id) })).filter(({ place }) => place !== to);
}

/** A node of the same graph as one that asks, which may run inside a graph node. */
export const placeOf = (asking: string, id: string): string => [...asking.split('/').slice(0, -1), id].join('/');

/** A schema by which values can be edited as what they are, where nobody wrote one. */
export function schemaFor(values: JsonObject, known: { readonly [key: string]: JsonObject } = {}): JsonObject {
  const properties = Object.entries(values).map(([key, value]): [string, JsonObject] => [
    key,
    // A value that is not what the graph says it is must be seen as it is.
    known[key] !== undefined && validateJson(known[key], value).length === 0 ? known[key] : schemaOf(value),
  ]);
  return { type: 'object', properties: Object.fromEntries(properties), required: Object.keys(values) };
}

/** What fits into a line is asked for in one. */
function schemaOf(value: Json): JsonObject {
  if (value === null) return { type: 'null' };
  if (Array.isArray(value)) return { type: 'array' };
  return typeof value === 'string' && value.length <= 60 ? { type: 'string', maxLength: 60 } : { type: typeof value };
}
