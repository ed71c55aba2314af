/** Where the references of a JSON Schema lead: `$ref` by pointer, by `$anchor` and by `$id`, all within the schema itself. */
import { isObject } from '../graph/json.ts';
import { innerSchemas } from './inner.ts';

/** Only stands before what has no address of its own; nothing is ever asked for there. */
const nowhere = 'schema://baton/';

export class References {
  readonly #byAddress = new Map<string, unknown>();
  /** By the schema in which a reference stands: what its address is relative to. */
  readonly #bases = new Map<unknown, string>();

  constructor(root: unknown) {
    this.#byAddress.set(nowhere, root);
    const open: [schema: unknown, base: string][] = [[root, nowhere]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [schema, outer] = next;
      if (!isObject(schema) || this.#bases.has(schema)) continue;
      const base = this.#noted(schema, outer);
      for (const [, inner] of innerSchemas(schema)) open.push([inner, base]);
    }
  }

  #noted(schema: { [key: string]: unknown }, outer: string): string {
    const { $id, $anchor, $dynamicAnchor } = schema;
    const address = typeof $id === 'string' ? addressOf($id, outer) : undefined;
    const base = address?.[0] ?? outer;
    if (address) this.#byAddress.set(base, schema);
    // An older draft names a place by an `$id` of a fragment alone.
    const names = [$anchor, $dynamicAnchor, address?.[1]].filter((name) => typeof name === 'string' && name !== '');
    for (const name of names) this.#byAddress.set(`${base}#${String(name)}`, schema);
    this.#bases.set(schema, base);
    return base;
  }

  /** @returns undefined where it leads nowhere. */
  target(schema: object, reference: string): unknown {
    const address = addressOf(reference, this.#bases.get(schema) ?? nowhere);
    if (!address) return undefined;
    const [base, fragment] = address;
    if (fragment !== '' && !fragment.startsWith('/')) return this.#byAddress.get(`${base}#${fragment}`);
    const found = fragment
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>(stepInto, this.#byAddress.get(base));
    return isObject(found) || typeof found === 'boolean' ? found : undefined;
  }
}

const stepInto = (value: unknown, step: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, step)?.value : undefined;

function addressOf(reference: string, base: string): [address: string, fragment: string] | undefined {
  const at = reference.indexOf('#');
  const written = at === -1 ? reference : reference.slice(0, at);
  const fragment = at === -1 ? '' : decoded(reference.slice(at + 1));
  if (written === '') return [base, fragment];
  const url = URL.parse(written, base);
  return url ? [url.href, fragment] : undefined;
}

/** A reference is as its author has written it, which may be no code at all. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
