/** Asks the person at the terminal what a run wants to know, until the answer fits the question. */
import { createInterface } from 'node:readline';
import { answerTo } from '@baton/runtime';
import type { AskView, EventDraft, RunView } from '@baton/shared/events';
import { isObject, type Json, type JsonObject } from '@baton/shared/graph';
import type { Io, Paint } from './io.ts';

interface Person {
  /** @throws Left */
  ask(question: string): Promise<string>;
  tell(what: string): void;
}

/** The person pressed Ctrl-C or Ctrl-D: there is nobody to ask any more. */
class Left extends Error {}

/** @returns the event to be written into the log, or undefined when the person has left. */
export async function askPerson(
  view: RunView,
  ask: AskView,
  io: Io,
  paint: Paint,
): Promise<EventDraft<'human.answered'> | undefined> {
  const { person, leave } = personAt(io, paint);
  try {
    for (;;) {
      const answer = await answerOf(ask, person);
      const result = answerTo(view, { ask: ask.ask, answer, by: io.env['USER'] ?? 'user' });
      if (result.ok) return result.event;
      person.tell(result.message);
    }
  } catch (error) {
    if (error instanceof Left) return undefined;
    throw error;
  } finally {
    leave();
  }
}

function personAt(io: Io, paint: Paint): { person: Person; leave: () => void } {
  const lines = createInterface({ input: io.stdin, output: io.stdout, terminal: io.terminal });
  const typed = lines[Symbol.asyncIterator]();
  const leave = () => lines.close();
  let closed = false;
  lines.once('close', () => (closed = true));
  lines.on('SIGINT', leave);
  io.signal.addEventListener('abort', leave, { once: true });
  const person: Person = {
    async ask(question) {
      const prompt = paint('yellow', `    ${question} `);
      // Lines that were typed ahead are still there when the input has ended.
      if (closed) io.stdout.write(prompt);
      else {
        lines.setPrompt(prompt);
        lines.prompt();
      }
      const { value, done } = await typed.next();
      if (done) throw new Left();
      return value.trim();
    },
    tell: (what) => void io.stdout.write(`${paint('red', `    ${what}`)}\n`),
  };
  return { person, leave };
}

async function answerOf(ask: AskView, person: Person): Promise<Json> {
  if (ask.answer === 'text') return person.ask('Your answer:');
  if (ask.answer === 'approval') {
    const approved = await yesOrNo('Yes or no?', person);
    const comment = await person.ask('A word on it (may stay empty):');
    return { approved, ...(comment ? { comment } : {}) };
  }
  const { properties } = ask.schema;
  return isObject(properties) ? fields(ask.schema, properties, person) : asJson('Your answer, as JSON:', person);
}

/** A form, field by field. */
async function fields(schema: JsonObject, properties: JsonObject, person: Person): Promise<JsonObject> {
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
  person: Person,
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

async function yesOrNo(question: string, person: Person): Promise<boolean> {
  for (;;) {
    const answer = truth(await person.ask(question));
    if (answer !== undefined) return answer;
    person.tell('Type yes or no.');
  }
}

async function asJson(question: string, person: Person): Promise<Json> {
  for (;;) {
    const value = parse(await person.ask(question));
    if (value !== undefined) return value;
    person.tell('This is not JSON. A text needs quotes: "like this".');
  }
}

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
