/**
 * Text for a terminal. What a graph or a model wrote may hold control characters, by which it could move the cursor,
 * write the clipboard, or turn the order of what is read around; they are shown and not sent. Colours do no harm.
 */
import type { Writable } from 'node:stream';

/** Colours; else C0 but for tab and line feed, DEL and C1, and the marks of https://www.unicode.org/reports/tr9/. */
const controls =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /(\u001b\[\d{1,2}m)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const harmless = (text: string): string =>
  text.replaceAll('\r', '').replaceAll(controls, (_, colour: string | undefined) => colour ?? '\ufffd');

export const write = (out: Writable, text: string): void => void out.write(harmless(text));
