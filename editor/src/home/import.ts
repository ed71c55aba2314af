/** A file into a graph: read, checked, stored under a free id; or every reason why not, as sentences. */
import { parseGraphText, type Graph } from '@baton/shared/graph';

/** A graph of 1,000 nodes is under 1 MB. */
const largest = 5_000_000;

/** Bytes that no text has, as they are read. */
const notText = /[\0\uFFFD]/;

/** `path` is a JSON Pointer into the file; empty where it is about the file as a whole. */
export interface Reason {
  path: string;
  message: string;
}
export type Imported = { ok: true; graph: Graph } | { ok: false; name: string; reasons: Reason[] };

export async function readGraphFile(file: File): Promise<Imported> {
  const no = (...reasons: Reason[]): Imported => ({ ok: false, name: file.name, reasons });
  const whole = (message: string): Imported => no({ path: '', message });
  if (file.size > largest)
    return whole('The file is larger than 5 MB. A graph is a JSON document of a few hundred kilobytes at most.');
  let text: string;
  try {
    text = await file.text();
  } catch {
    return whole('The file could not be read. A folder cannot be imported.');
  }
  if (notText.test(text.slice(0, 10_000)))
    return whole('The file is no text, so it is no graph: that is a JSON file, as “Save as a file” makes one.');
  const parsed = parseGraphText(text);
  if (parsed.ok) return { ok: true, graph: parsed.graph };
  return no(...parsed.problems.map(({ path, message }) => ({ path, message })));
}
