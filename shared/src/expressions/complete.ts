/** What could be written at a place in an expression or a template: variables, fields, functions, and the words of an enum. */
import { typeText, type CelType, dyn } from './type.ts';
import type { Scope } from './scope.ts';
import { slotsOf } from './template.ts';
import { innerType } from './value.ts';
import { functionWords, type FunctionWords } from './words.ts';

export interface Completion {
  label: string;
  /** What is written in place of `from` to `to`. */
  insert: string;
  /** Where the cursor goes within `insert`; its end where left out. */
  cursor?: number;
  kind: 'variable' | 'field' | 'function' | 'word';
  /** Its type, or how a function is written. */
  detail: string;
  help?: string;
}

export interface Completions {
  /** What the choice replaces, in UTF-16 units of the source. */
  from: number;
  to: number;
  options: Completion[];
}

/** A text that has no end before the cursor, or one that has. */
const quoted = /"(?:\\.|[^"\\])*("|$)|'(?:\\.|[^'\\])*('|$)/g;
/** A value before the cursor: a variable, and fields or indexes of it. */
const chain = /([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*|\[\d+\]|\["[^"]*"\]|\['[^']*'\])*)$/;
const step = /\.([A-Za-z_]\w*)|\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]/g;
const compared = /([\w.[\]"']+)\s*(?:==|!=|in\s*\[(?:[^\]"']|"[^"]*"|'[^']*')*)\s*$/;

/**
 * A choice is taken by a key that otherwise leaves the field, so unasked there is one only for what was begun.
 * @param offset where the cursor is.
 * @param asked somebody wants to see all that could stand there.
 */
export function completionsAt(source: string, offset: number, scope: Scope, asked = false): Completions | undefined {
  const before = source.slice(0, offset);
  const open = openQuote(before);
  const variables = withElements(before, scope.variables);
  if (open !== undefined) return wordsIn(source, offset, open, variables);
  const prefix = /[A-Za-z_]\w*$|$/.exec(before)?.[0] ?? '';
  const from = offset - prefix.length;
  const to = offset + (/^\w*/.exec(source.slice(offset))?.[0].length ?? 0);
  const left = before.slice(0, from);
  const inside = left.endsWith('.');
  if (afterValue(left) || (prefix === '' && !inside && !asked)) return undefined;
  const options = inside
    ? members(typeBefore(left.slice(0, -1), variables))
    : [...enumWords(left, variables), ...roots(variables)];
  // A name that is written out is not begun, though another may go on from it.
  if (!asked && options.some(({ insert }) => insert === prefix)) return undefined;
  const found = matching(options, prefix);
  return found.length > 0 ? { from, to, options: found } : undefined;
}

/** The same inside of `{{ }}`, where nothing but the braces asks already; an expression that has no end yet gets one. */
export function templateCompletionsAt(
  source: string,
  offset: number,
  scope: Scope,
  asked = false,
): Completions | undefined {
  for (const slot of slotsOf(source)) {
    const start = slot.start + 2;
    const end = slot.source === undefined ? source.length : slot.end - 2;
    if (offset < start) return undefined;
    if (offset > end) continue;
    const line = slot.source ?? /^[^\n]*/.exec(source.slice(start))?.[0] ?? '';
    const opened = source.slice(start, offset).trim() === '';
    const found = completionsAt(line, offset - start, scope, asked || opened);
    if (!found) return undefined;
    const close = slot.source === undefined && line.slice(found.to).trim() === '' ? ' }}' : '';
    const lead = source[start + found.from - 1] === '{' ? ' ' : '';
    return {
      from: found.from + start,
      to: found.to + start,
      options: found.options.map((option) => ({
        ...option,
        insert: lead + option.insert + close,
        cursor: lead.length + (option.cursor ?? option.insert.length),
      })),
    };
  }
  return undefined;
}

/** Only an operator can follow a value: a name, a number, a text, or what a bracket closes. A number has no fields. */
const afterValue = (left: string): boolean =>
  /["')\]}]\s*$|(?<![\w.])\d+\.$/.test(left) || !/^(?:in)?$/.test(/\w*$/.exec(left.trimEnd())?.[0] ?? '');

/** @returns where the text begins that the cursor is in. */
function openQuote(before: string): number | undefined {
  for (const match of before.matchAll(quoted)) if ((match[1] ?? match[2]) === '') return match.index;
  return undefined;
}

function wordsIn(
  source: string,
  offset: number,
  open: number,
  variables: ReadonlyMap<string, CelType>,
): Completions | undefined {
  const quote = source[open] ?? '"';
  const typed = source.slice(open + 1, offset).toLowerCase();
  const words = wordsOf(source.slice(0, open), variables).filter((word) => word.toLowerCase().startsWith(typed));
  if (words.length === 0) return undefined;
  const rest = /^[^"'\n]*/.exec(source.slice(offset))?.[0] ?? '';
  const closed = source[offset + rest.length] === quote;
  const options = words.map((word) => completion('word', word, `${word}${quote}`, 'one of its words'));
  return { from: open + 1, to: closed ? offset + rest.length + 1 : offset, options };
}

/** The words that may stand on the right of `state.intent ==`. */
function wordsOf(left: string, variables: ReadonlyMap<string, CelType>): readonly string[] {
  const path = compared.exec(left)?.[1];
  const type = path === undefined ? undefined : typeBefore(path, variables);
  return type?.kind === 'string' ? (type.words ?? []) : [];
}

const enumWords = (left: string, variables: ReadonlyMap<string, CelType>): Completion[] =>
  wordsOf(left, variables).map((word) =>
    completion('word', JSON.stringify(word), JSON.stringify(word), 'one of its words'),
  );

/** The type of the value that a piece of source ends with; `dyn` where it is none that is known. */
function typeBefore(left: string, variables: ReadonlyMap<string, CelType>): CelType {
  if (/["']$/.test(left) && !left.endsWith(']')) return { kind: 'string' };
  const [, root = '', rest = ''] = chain.exec(left) ?? [];
  let type = variables.get(root) ?? dyn;
  for (const [, field, , double, single] of rest.matchAll(step)) type = innerType(type, field ?? double ?? single);
  return type;
}

/** `state.tags.exists(t, …` lets `t` be seen in what follows. */
function withElements(before: string, variables: ReadonlyMap<string, CelType>): ReadonlyMap<string, CelType> {
  const all = new Map(variables);
  for (const match of before.matchAll(/\.(?:all|exists|exists_one|filter|map)\(\s*([A-Za-z_]\w*)\s*,/g)) {
    const list = typeBefore(before.slice(0, match.index), all);
    if (match[1]) all.set(match[1], list.kind === 'list' ? list.of : dyn);
  }
  return all;
}

function members(type: CelType): Completion[] {
  const fields = type.kind === 'object' ? [...type.fields] : [];
  const on = methodsOf(type);
  return [
    ...fields.map(([name, of]) => completion('field', name, name, typeText(of))),
    ...functionWords.filter((words) => on.includes(words.on)).map(called),
  ];
}

function methodsOf({ kind }: CelType): FunctionWords['on'][] {
  if (kind === 'string') return ['text', 'any'];
  if (kind === 'list') return ['list', 'any'];
  if (kind === 'map') return ['any'];
  return kind === 'dyn' ? ['text', 'list', 'any'] : [];
}

function roots(variables: ReadonlyMap<string, CelType>): Completion[] {
  const names = [...variables].flatMap(([name, type]) => [
    completion('variable', name, name, type.kind === 'object' ? fieldsText(type) : typeText(type)),
    ...(type.kind === 'object'
      ? [...type.fields].map(([field, of]) => completion('field', `${name}.${field}`, `${name}.${field}`, typeText(of)))
      : []),
  ]);
  const calls = functionWords.filter(({ on }) => on === 'value').map(called);
  return [...names, ...calls, completion('word', 'true', 'true', 'bool'), completion('word', 'false', 'false', 'bool')];
}

const fieldsText = (type: CelType & { kind: 'object' }): string =>
  type.fields.size === 0 ? 'nothing in it yet' : `${type.fields.size} field${type.fields.size === 1 ? '' : 's'}`;

/** The cursor lands between the brackets where there is something to write. */
function called({ name, form, help }: FunctionWords): Completion {
  const takes = !form.endsWith('()');
  return {
    label: name,
    insert: `${name}()`,
    cursor: name.length + (takes ? 1 : 2),
    kind: 'function',
    detail: form,
    help,
  };
}

const completion = (kind: Completion['kind'], label: string, insert: string, detail: string): Completion => ({
  kind,
  label,
  insert,
  detail,
});

/** Those that begin with what was typed, then those that have it further in. */
function matching(options: readonly Completion[], prefix: string): Completion[] {
  const typed = prefix.toLowerCase();
  const rank = ({ label }: Completion): number => {
    const name = label.toLowerCase();
    if (name.startsWith(typed)) return label.includes('.') && !typed.includes('.') ? 1 : 0;
    return name.includes(`.${typed}`) ? 2 : 3;
  };
  return options.filter((option) => rank(option) < 3 && option.insert !== prefix).toSorted((a, b) => rank(a) - rank(b));
}
