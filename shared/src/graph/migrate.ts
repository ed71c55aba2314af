/** Brings a document of an older format to the newest, one small step at a time; each step has a stored file as its test. */
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';

const formatVersion = 'baton/1';

type Document = { [key: string]: unknown };
/** From the version that is the key, to the next one. There is only one version so far. */
const steps: ReadonlyMap<string, (document: Document) => Document> = new Map();

export function migrate(document: Document): { value: Document } | { problem: Problem } {
  let value = document;
  for (let step = steps.get(String(value['format'])); step; step = steps.get(String(value['format'])))
    value = step(value);
  if (isReadable(value['format'])) return { value };
  return { problem: { severity: 'error', code: 'format', path: '/format', message: message(value['format']) } };
}

/** There are no minor versions yet; the day there are, one that is newer is to be read here as the one that is known. */
function isReadable(format: unknown): boolean {
  return format === formatVersion;
}

function message(format: unknown): string {
  if (format === undefined) return `"format" is required: "${formatVersion}"`;
  if (typeof format === 'string' && nearest(format, [formatVersion]))
    return `unknown format "${format}"; this Baton reads "${formatVersion}"`;
  return `this Baton reads "${formatVersion}", and the document says ${JSON.stringify(format)}`;
}
