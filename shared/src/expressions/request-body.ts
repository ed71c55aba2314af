/** The body of a request. In JSON a value stands as JSON, and inside of quotes as the text that it is. */
import type { Json } from '../graph/json.ts';
import type { Expression, Values } from './expression.ts';
import { valueOf, wholeOf } from './slot.ts';
import { textOf, type Template } from './template.ts';

const what = 'the body';

export type BodyKind = 'json' | 'form' | 'text';

export interface BodyTemplate {
  readonly kind: BodyKind;
  /** @throws Error in words. */
  render(values: Values): string;
}

/** @param contentType as the tool's own header says it; JSON where it says none. */
export function bodyOf({ parts }: Template, contentType: string | undefined): BodyTemplate {
  const kind = kindOf(contentType);
  return {
    kind,
    render(values) {
      if (kind === 'json') return jsonOf(parts, values);
      const write = kind === 'form' ? encodeURIComponent : (text: string) => text;
      return wholeOf(parts, what, (slot) => write(textOf(valueOf(slot, values))));
    },
  };
}

function kindOf(contentType: string | undefined): BodyKind {
  if (contentType === undefined || /[/+]json\b/i.test(contentType)) return 'json';
  return /x-www-form-urlencoded/i.test(contentType) ? 'form' : 'text';
}

function jsonOf(parts: Template['parts'], values: Values): string {
  const whole = written(parts, (slot) => valueOf(slot, values));
  if (problemOf(whole) === undefined) return whole;
  // The parser quotes what it cannot read, and that may be a secret: it is asked of the template with nothing in it.
  const why = problemOf(written(parts, () => '')) ?? 'what stands in its braces does not fit there';
  throw new Error(`the body is no JSON: ${why}. For something else, say so in a header Content-Type`);
}

function written(parts: Template['parts'], valueIn: (slot: Expression) => Json): string {
  let inText = false;
  return wholeOf(parts, what, (slot, before) => {
    inText = endsInText(before, inText);
    const value = valueIn(slot);
    return inText ? JSON.stringify(textOf(value)).slice(1, -1) : JSON.stringify(value);
  });
}

function problemOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether a piece of JSON, which begins inside of a text or not, ends inside of one. */
function endsInText(json: string, began: boolean): boolean {
  const quotes = json.replaceAll(/\\./gs, '').split('"').length - 1;
  return quotes % 2 === 0 ? began : !began;
}
