/**
 * The browser's own copy of unsaved work: written at every edit, before the server is asked, and taken away when the
 * server has it. So a closed tab or a dead server loses nothing.
 */
import { type Graph, parseGraph, isObject } from '@baton/shared/graph';

export interface Draft {
  /** A draft may be broken for the moment, so it is read as it was written. */
  graph: Graph;
  /** The server's revision that it is based on. */
  revision: string;
}

const keyOf = (id: string): string => `baton:draft:${id}`;

/** @returns false when the browser's storage is full or blocked: then only the server keeps the work. */
export function keepDraft(id: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function readDraft(id: string): Draft | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null');
    if (!isObject(value) || typeof value['revision'] !== 'string' || !isGraphLike(value['graph'], id)) return undefined;
    return { graph: value['graph'], revision: value['revision'] };
  } catch {
    return undefined;
  }
}

/** @param only takes the draft away only if it is this document, since newer work may be there. */
export function dropDraft(id: string, only?: Graph): void {
  try {
    if (only && JSON.stringify(readDraft(id)?.graph) !== JSON.stringify(only)) return;
    localStorage.removeItem(keyOf(id));
  } catch {
    // Blocked storage holds no draft.
  }
}

/** Good enough to be shown and mended: a document of this format whose lists are lists. */
function isGraphLike(value: unknown, id: string): value is Graph {
  if (!isObject(value) || value['format'] !== 'baton/1' || value['id'] !== id) return false;
  if (parseGraph(value).ok) return true;
  return ['nodes', 'handoffs', 'tools'].every((list) => {
    const entries = value[list];
    return (
      entries === undefined ||
      (Array.isArray(entries) && entries.every((entry) => isObject(entry) && typeof entry['id'] === 'string'))
    );
  });
}
