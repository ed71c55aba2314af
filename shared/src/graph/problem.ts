/** What is wrong with a document, where, and what to do about it. Errors at boundaries are values of this type. */

export type Severity = 'error' | 'warning' | 'hint';

export interface Problem {
  severity: Severity;
  /** A stable name, such as `unknown-node`; tools and tests refer to it. */
  code: string;
  /** JSON Pointer (RFC 6901) into the document; "" is the document itself. */
  path: string;
  /** What is wrong and what to do, as a sentence to a person. */
  message: string;
  fix?: Fix;
}

/** A repair that can be applied with one click: JSON Patch (RFC 6902) with a label for the button. */
export interface Fix {
  label: string;
  patch: PatchOperation[];
}

export type PatchOperation = { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string };

/** @returns the JSON Pointer (RFC 6901) for a path of keys: `["nodes", 0, "a/b"]` → `/nodes/0/a~1b`. */
export function pointer(keys: readonly PropertyKey[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** @returns the keys of a JSON Pointer, unescaped. */
export function pointerKeys(path: string): string[] {
  return path === ''
    ? []
    : path
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
