/**
 * The browser's own copy of unsaved work: written at every edit, before the server is asked, and taken away when the
 * server has it. So a closed tab or a dead server loses nothing. Every tab writes under its own name, so that two of
 * them on one graph overwrite nothing of each other; what a closed one left is taken over by the next that opens the graph.
 */
import { type Graph, parseGraph, isObject } from '@baton/shared/graph';
import { openTabs, tabName } from './tab.ts';

export interface Draft {
  /** A draft may be broken for the moment, so it is read as it was written. */
  graph: Graph;
  /** The server's revision that it is based on. */
  revision: string;
}

/** A draft that a tab left which is not open any more. */
export interface Stray {
  key: string;
  draft: Draft;
}

/** Ids have no colon. */
const keyOf = (id: string, tab = tabName()): string => `baton:draft:${id}:${tab}`;

/** @returns false when the browser's storage is full or blocked: then only the server keeps the work. */
export function keepDraft(id: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ ...draft, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** This tab's own draft. */
export const readDraft = (id: string): Draft | undefined => read(keyOf(id), id)?.draft;

/** @param only takes the draft away only if it is this document, since newer work may be there. */
export function dropDraft(id: string, only?: Graph): void {
  if (only && JSON.stringify(readDraft(id)?.graph) !== JSON.stringify(only)) return;
  dropStray(keyOf(id));
}

export function dropStray(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Blocked storage holds no draft.
  }
}

/** This tab's own draft, or else the newest that a closed one left, which is this tab's from now on. */
export async function takeDraft(id: string): Promise<Draft | undefined> {
  const own = readDraft(id);
  if (own) return own;
  const [left] = await strayDrafts(id);
  if (!left) return undefined;
  if (keepDraft(id, left.draft)) dropStray(left.key);
  return left.draft;
}

/** What closed tabs left of a graph, the newest first. */
export async function strayDrafts(id: string): Promise<Stray[]> {
  const isOpen = await openTabs();
  return keysOf(id)
    .filter((key) => key !== keyOf(id) && !isOpen(key.slice(keyOf(id, '').length)))
    .flatMap((key) => read(key, id) ?? [])
    .toSorted((a, b) => b.at - a.at);
}

function keysOf(id: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(keyOf(id, '')));
  } catch {
    return [];
  }
}

function read(key: string, id: string): (Stray & { at: number }) | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!isObject(value) || typeof value['revision'] !== 'string' || !isGraphLike(value['graph'], id)) return undefined;
    const at = typeof value['at'] === 'number' ? value['at'] : 0;
    return { key, draft: { graph: value['graph'], revision: value['revision'] }, at };
  } catch {
    return undefined;
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
