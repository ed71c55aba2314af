/** Asks the person at the terminal what a run wants to know, until the answer fits the question. */
import { answerTo } from '@baton/runtime';
import type { AskView, EventDraft, RunView } from '@baton/shared/events';
import { isObject, type Json, type JsonObject } from '@baton/shared/graph';
import { Late, Left, type Person } from './terminal.ts';

export type Asked = { answered: EventDraft<'human.answered'> } | 'left' | 'late';

/** @returns the event to be written into the log; `late` when the question's time was over before there was one. */
export async function askPerson(view: RunView, ask: AskView, person: Person, by: string): Promise<Asked> {
  const { until } = ask;
  const asking: Asking = { ask: (question) => person.ask(question, until), tell: (what) => person.tell(what) };
  try {
    for (;;) {
      const answer = await answerOf(ask, asking);
      const result = answerTo(view, { ask: ask.ask, answer, by });
      if (result.ok) return { answered: result.event };
      asking.tell(result.message);
    }
  } catch (error) {
    if (error instanceof Left) return 'left';
    if (error instanceof Late) return 'late';
    throw error;
  }
}

interface Asking {
  /** @throws Left, Late */
  ask(question: string): Promise<string>;
  tell(what: string): void;
}

async function answerOf(ask: AskView, person: Asking): Promise<Json> {
  if (ask.answer === 'text') return person.ask('Your answer:');
  if (ask.answer === 'takeover') return turn(ask, person);
  if (ask.answer === 'approval') return ask.handoff === undefined ? approval(person) : handoffApproval(person);
  const { properties } = ask.schema;
  return isObject(properties) ? fields(ask.schema, properties, person) : asJson('Your answer, as JSON:', person);
}

async function approval(person: Asking): Promise<JsonObject> {
  const approved = await yesOrNo('Yes or no?', person);
  return withComment({ approved }, person);
}

async function withComment(answer: JsonObject, person: Asking): Promise<JsonObject> {
  const comment = await person.ask('A word on it (may stay empty):');
  return { ...answer, ...(comment ? { comment } : {}) };
}

/** May also be sent elsewhere, or be answered in full: `{"approved": true, "context": {"brief": "…"}}`. */
async function handoffApproval(person: Asking): Promise<Json> {
  for (;;) {
    const text = await person.ask('Yes, no, "to NODE" to send it there, or an answer as JSON:');
    const [, to] = /^to +(\S+)$/i.exec(text) ?? [];
    if (to !== undefined) return withComment({ approved: true, to }, person);
    const approved = truth(text);
    if (approved !== undefined) return withComment({ approved }, person);
    const answer = text.startsWith('{') ? parse(text) : undefined;
    if (answer !== undefined) return answer;
    person.tell(text.startsWith('{') ? notJson : 'Type yes, no, "to" and the id of a node, or JSON.');
  }
}

/** One word of a takeover. The user sits at the same terminal. */
async function turn({ answers }: AskView, person: Asking): Promise<Json> {
  const how = answers.length === 0 ? ' to the user ("user: …" is what they say; an empty line hands back)' : '';
  const text = await person.ask(`You${how}:`);
  const [, user] = /^user: *(.+)$/is.exec(text) ?? [];
  if (user !== undefined) return { user };
  if (text) return { say: text };
  const note = await person.ask('A note for who goes on (may stay empty):');
  return { done: true, ...(note ? { note } : {}) };
}

/** A form, field by field. */
async function fields(schema: JsonObject, properties: JsonObject, person: Asking): Promise<JsonObject> {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const entries: [string, Json][] = [];
  for (const [name, property] of Object.entries(properties)) {
    const value = await field(name, isObject(property) ? property : {}, required.includes(name), person);
    if (value !== undefined) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

async function field(
  name: string,
  { type, title, enum: choices }: JsonObject,
  required: boolean,
  person: Asking,
): Promise<Json | undefined> {
  const label = typeof title === 'string' ? title : name;
  const kind = Array.isArray(choices)
    ? ` (${choices.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ')})`
    : '';
  const question = `${label}${kind}${required ? '' : ', may stay empty'}:`;
  for (;;) {
    const text = await person.ask(question);
    if (text === '' && !required) return undefined;
    if (type === 'string' || (type === undefined && Array.isArray(choices))) return text;
    const value = type === 'boolean' ? truth(text) : parse(text);
    if (value !== undefined) return value;
    person.tell(type === 'boolean' ? 'Type yes or no.' : `This is no ${typeof type === 'string' ? type : 'JSON'}.`);
  }
}

async function yesOrNo(question: string, person: Asking): Promise<boolean> {
  for (;;) {
    const answer = truth(await person.ask(question));
    if (answer !== undefined) return answer;
    person.tell('Type yes or no.');
  }
}

async function asJson(question: string, person: Asking): Promise<Json> {
  for (;;) {
    const value = parse(await person.ask(question));
    if (value !== undefined) return value;
    person.tell(notJson);
  }
}

const notJson = 'This is not JSON. A text needs quotes: "like this".';

function truth(text: string): boolean | undefined {
  if (/^(y|yes|true)$/i.test(text)) return true;
  return /^(n|no|false)$/i.test(text) ? false : undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
