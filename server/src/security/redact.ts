/**
 * The last line of defence for secrets: whatever is about to be logged, stored as an event or sent as an error is looked
 * through for their values, as they are and as they look in base64, in a URL and in JSON, in large letters or small: a
 * host's name is small. The first line is that no secret is ever put there.
 */
import { isObject } from '@baton/shared/graph';

/** Shorter ones stand in ordinary text by chance, and hiding them would tell where. */
const shortest = 8;
const hidden = '[secret]';

export class Redactor {
  /** The longest first, so that one that contains another is hidden whole. */
  #needles: string[] = [];

  /** From now on, also after the secret is taken away: what it opened may still be on its way. */
  hide(value: string | undefined): void {
    if (value === undefined || value.length < shortest) return;
    const needles = new Set([...this.#needles, ...looks(value).map(folded)]);
    this.#needles = [...needles].toSorted((a, b) => b.length - a.length);
  }

  text(text: string): string {
    let clean = text;
    let small = folded(text);
    for (const needle of this.#needles) {
      if (!small.includes(needle)) continue;
      clean = without(clean, small, needle);
      small = folded(clean);
    }
    return clean;
  }

  /** How much of a text that goes on may be looked through: behind that, a secret may have begun that is not whole yet. */
  settled(said: string): number {
    const text = folded(said);
    let end = 0;
    while (end < text.length && !this.#begins(text.slice(end))) end++;
    // Not through the middle of one that is whole.
    for (let before = -1; before !== end;) {
      before = end;
      for (const needle of this.#needles) {
        const at = text.indexOf(needle, Math.max(0, end - needle.length + 1));
        if (at !== -1 && at < end && at + needle.length > end) end = at;
      }
    }
    return end;
  }

  #begins(end: string): boolean {
    return this.#needles.some((needle) => needle.length > end.length && needle.startsWith(end));
  }

  /** The same value when there was nothing to hide. */
  json<Value>(value: Value): Value {
    return this.#needles.length === 0 ? value : (this.#walk(value) as Value);
  }

  #walk(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    // A secret of digits comes back as a number.
    if (typeof value === 'number') return this.#needles.includes(String(value)) ? hidden : value;
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => this.#walk(item));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, one]) => [this.text(key), this.#walk(one)] as const);
    return entries.some(([key, one]) => !Object.hasOwn(value, key) || value[key] !== one)
      ? Object.fromEntries(entries)
      : value;
  }
}

/** As long as before: what stands where must not change, so other letters than a to z stay as they are. */
const folded = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

function without(text: string, small: string, needle: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = small.indexOf(needle); at !== -1; at = small.indexOf(needle, from)) {
    pieces.push(text.slice(from, at));
    from = at + needle.length;
  }
  return [...pieces, text.slice(from)].join(hidden);
}

function looks(value: string): string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice('v='.length),
    JSON.stringify(value).slice(1, -1),
    // As JSON's numbers have it, which are not exact for many digits and begin with no 0.
    ...(/^\d+(\.\d+)?$/.test(value) ? [String(Number(value))] : []),
    ...[0, 1, 2].flatMap((before) => inBase64(bytes, before)),
  ].filter((look) => look.length >= shortest);
}

/** As it stands inside of longer base64, after so many bytes of a group of three: without what its neighbours decide. */
function inBase64(bytes: Buffer, before: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(before), bytes]);
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor((padded.length * 8) / 6);
  return [padded.toString('base64').slice(from, to), padded.toString('base64url').slice(from, to)];
}
