/** zod's issues as problems: a place, a stable code, and a sentence for the person who wrote the document. */
import type { z } from 'zod';
import { isObject } from './json.ts';
import { nearest } from './nearest.ts';
import { pointer, type Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** @param at where the value stands whose issue it is. */
export function toProblems(issue: Issue, at: Path = []): Problem[] {
  const path = [...at, ...issue.path];
  if (issue.code === 'invalid_union' && !issue.discriminator) {
    const branch = nearestBranch(issue);
    if (branch) return branch.flatMap((inner) => toProblems(inner, path));
  }
  const [code, message, place = path] = told(issue, path);
  return [{ severity: 'error', code, path: pointer(place), message }];
}

function told(issue: Issue, path: Path): [code: string, message: string, place?: Path] {
  const code = issue.code.replaceAll('_', '-');
  if (issue.code === 'unrecognized_keys') return ['unknown-key', issue.message, [...path, issue.keys[0] ?? '']];
  if (issue.code === 'invalid_union')
    return ['invalid-choice', issue.discriminator ? discriminated(issue) : listOfChoices(issue)];
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return ['required', `"${String(path.at(-1))}" is required: ${typeWords(issue.expected)}`];
  if (issue.code === 'invalid_type')
    return [code, `must be ${typeWords(issue.expected)}, and is ${typeWords(typeName(issue.input))}`];
  if (issue.code === 'invalid_value')
    return [code, `must be ${choices(issue.values)}${didYouMean(issue.input, issue.values)}`];
  if (issue.code === 'invalid_key') return [code, issue.issues[0]?.message ?? issue.message];
  if (issue.code === 'too_small' || issue.code === 'too_big') return [code, range(issue)];
  return [code, issue.message];
}

/** The alternative that the value most likely wants to be: of its own type, with the fewest faults, and best a slip of the pen. */
function nearestBranch({ errors }: z.core.$ZodIssueInvalidUnion): Issue[] | undefined {
  const ofItsType = errors.filter((issues) => !issues.some(isAnotherType));
  const slips = (issues: readonly Issue[]): number =>
    issues.filter((issue) => issue.message.includes('did you mean')).length;
  return ofItsType.toSorted((a, b) => slips(b) - slips(a) || a.length - b.length)[0];
}

const isAnotherType = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');

function discriminated(issue: z.core.$ZodIssueInvalidUnion): string {
  const key = issue.discriminator ?? '';
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  const given = isObject(issue.input) ? issue.input[key] : undefined;
  return `"${key}" must be one of ${options.join(', ')}${didYouMean(given, options)}`;
}

function listOfChoices({ errors, input }: z.core.$ZodIssueInvalidUnion): string {
  const issues = errors.flatMap((branch) => branch.slice(0, 1));
  const values = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values : []));
  const types = issues.flatMap((issue) => (issue.code === 'invalid_type' ? typeWords(issue.expected) : []));
  const words = [...(values.length > 0 ? [choices(values)] : []), ...new Set(types)];
  return `must be ${words.join(', or ')}${didYouMean(input, values)}`;
}

const choices = (values: readonly z.core.util.Primitive[]): string =>
  values.map((value) => JSON.stringify(value)).join(' or ');

function didYouMean(given: unknown, known: readonly unknown[]): string {
  const meant = typeof given === 'string' ? nearest(given, known.map(String)) : undefined;
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

function range(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  // A sentence of ours stands in the schema; zod's own begins so.
  if (!/^Too (?:small|big)/.test(issue.message)) return issue.message;
  const low = issue.code === 'too_small';
  const bound = String(low ? issue.minimum : issue.maximum);
  if (issue.origin !== 'number' && issue.origin !== 'int') return `needs at ${low ? 'least' : 'most'} ${bound}`;
  if (issue.inclusive) return `must be at ${low ? 'least' : 'most'} ${bound}`;
  return `must be ${low ? 'more' : 'less'} than ${bound}`;
}

const names: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
]);
const typeWords = (type: string): string => names.get(type) ?? type;

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
