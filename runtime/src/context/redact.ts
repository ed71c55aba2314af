/**
 * What a handoff leaves out of the texts that it passes on: kinds of personal data, and patterns of the graph's own, in
 * RE2 syntax (https://github.com/google/re2/wiki/Syntax), which takes linear time whatever the text is.
 */
import { createHash } from 'node:crypto';
import { RE2JS } from 're2js';
import type { Message } from '@baton/shared/events';
import { isObject, type Json, type JsonObject, type Redaction } from '@baton/shared/graph';
import { patternProblem } from '@baton/shared/patterns';

type Kind = Extract<Redaction, string>;

interface Recogniser {
  pattern: RE2JS;
  /** Whether what looks like one is one. */
  is(found: string): boolean;
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** ISO/IEC 7812-1: the check digit of a card number. */
function passesLuhn(found: string): boolean {
  const digits = digitsOf(found).split('').map(Number).toReversed();
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
    0,
  );
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}

/** ISO 13616: the number, with its first four characters last and letters as 10 to 35, is 1 modulo 97. */
function passesMod97(found: string): boolean {
  const iban = found.replaceAll(/\s/g, '').toUpperCase();
  const moved = `${iban.slice(4)}${iban.slice(0, 4)}`;
  let rest = 0;
  for (const sign of moved)
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return iban.length >= 15 && iban.length <= 34 && rest === 1;
}

/** E.164 allows 15 digits. A date and an address of a network have as many as a short number, and are none. */
function isPhone(found: string): boolean {
  const count = digitsOf(found).length;
  if (/^\d{4}-\d{2}-\d{2}/.test(found) || /^\d{1,3}(\.\d{1,3}){3}$/.test(found)) return false;
  const isWritten = /^(\+|00|0|\()/.test(found) || /[ ()/-]/.test(found);
  return count >= 7 && count <= 15 && isWritten;
}

const kinds: { [Name in Kind]: Recogniser } = {
  iban: {
    pattern: RE2JS.compile('\\b[A-Za-z]{2}\\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?\\b'),
    is: passesMod97,
  },
  card: { pattern: RE2JS.compile('\\b\\d(?:[ -]?\\d){12,18}\\b'), is: passesLuhn },
  email: { pattern: RE2JS.compile('[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+'), is: () => true },
  phone: { pattern: RE2JS.compile('(?:\\+|\\()?\\d[\\d ()./-]{4,20}\\d'), is: isPhone },
};

/** Numbers that other numbers are found in come first. */
const order: readonly Kind[] = ['email', 'iban', 'card', 'phone'];

export type Redact = (text: string) => string;

function replaceAll(text: string, { pattern, is }: Recogniser, by: string): string {
  const matcher = pattern.matcher(text);
  let result = '';
  let from = 0;
  while (matcher.find()) {
    const found = matcher.group() ?? '';
    if (found === '' || !is(found)) continue;
    result += text.slice(from, matcher.start()) + by;
    from = matcher.end();
  }
  return result + text.slice(from);
}

function compiled(pattern: string): RE2JS {
  const problem = patternProblem(pattern);
  if (problem !== undefined) throw new Error(`the pattern ${JSON.stringify(pattern)} cannot be used: ${problem}`);
  return RE2JS.compile(pattern);
}

/** Rules of several handoffs together, each once. */
export function allRules(...lists: readonly (readonly Redaction[] | undefined)[]): Redaction[] {
  const byText = lists.flatMap((rules = []) => rules.map((rule) => [JSON.stringify(rule), rule] as const));
  return [...new Map(byText).values()];
}

/** @throws Error for a pattern that is no RE2; the checks find it before a run. */
export function redactor(rules: readonly Redaction[]): Redact {
  const named = order.filter((kind) => rules.includes(kind));
  const own = rules.flatMap((rule) => (typeof rule === 'string' ? [] : [rule]));
  const patterns = own.map((rule) => ({ pattern: compiled(rule.pattern), by: rule.with ?? '[redacted]' }));
  return (text) => {
    const told = patterns.reduce((rest, { pattern, by }) => replaceAll(rest, { pattern, is: () => true }, by), text);
    return named.reduce((rest, kind) => replaceAll(rest, kinds[kind], `[${kind}]`), told);
  };
}

/** Every text in a value, however deep; a number that reads as what is left out becomes a text. */
export function redactJson(value: Json, redact: Redact): Json {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number') return redact(String(value)) === String(value) ? value : redact(String(value));
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact));
  return isObject(value) ? redactObject(value, redact) : value;
}

export function redactObject(value: JsonObject, redact: Redact): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item, redact)]));
}

/** A message of which something is left out is a copy, with the same id wherever the same rules are applied to it. */
export function redactMessage(message: Message, rules: readonly Redaction[], redact: Redact): Message {
  const text = redact(message.text);
  const calls =
    message.role === 'assistant' && message.calls?.map((call) => ({ ...call, args: redactObject(call.args, redact) }));
  const isSame =
    text === message.text &&
    (!calls || JSON.stringify(calls) === JSON.stringify(message.role === 'assistant' && message.calls));
  if (isSame) return message;
  const mark = createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 6);
  return { ...message, id: `${message.id}~left-out-${mark}`, text, ...(calls ? { calls } : {}) };
}
