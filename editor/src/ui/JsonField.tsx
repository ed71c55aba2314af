/** A JSON value as text. What does not parse stays here, with the reason, until it does; only whole values are passed on. */
import { useState } from 'react';
import type { FieldProps } from './Field.tsx';
import { TextField } from './TextField.tsx';

interface JsonFieldProps extends FieldProps {
  /** Undefined: not set. */
  value: unknown;
  /** @param value undefined when the field was emptied. */
  onChange: (value: unknown) => void;
  /** Why a value cannot be taken, as a sentence; undefined when it can. */
  refuse?: (value: unknown) => string | undefined;
  rows?: number;
  readOnly?: boolean;
  placeholder?: string;
}

const format = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));

type Read = { ok: true; value: unknown } | { ok: false; reason: string };

function readJson(text: string): Read {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, reason: `This is not JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}

export function JsonField({ value, onChange, refuse, rows = 4, ...field }: JsonFieldProps) {
  const [text, setText] = useState(() => format(value));
  const [seen, setSeen] = useState(value);
  const read = readJson(text);
  // The value was changed from outside (undo, another form): show it, unless it only reads differently.
  if (value !== seen) {
    setSeen(value);
    if (!read.ok || format(read.value) !== format(value)) setText(format(value));
  }
  const refusal = read.ok ? (read.value === undefined ? undefined : refuse?.(read.value)) : read.reason;

  const change = (next: string): void => {
    setText(next);
    const parsed = readJson(next);
    if (parsed.ok && (parsed.value === undefined || !refuse?.(parsed.value))) onChange(parsed.value);
  };
  return (
    <div data-undo={refusal === undefined ? undefined : 'own'}>
      <TextField {...field} refusal={refusal} value={text} onChange={change} rows={rows} mono />
    </div>
  );
}

/** For fields that hold an object, such as a schema. */
export const wantsObject = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'This has to be an object: { … }.';

export const wantsList = (value: unknown): string | undefined =>
  Array.isArray(value) ? undefined : 'This has to be a list: [ … ].';
