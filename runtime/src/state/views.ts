/** What each node has seen, kept apart for each parallel branch that it is in. */
import { compactIds, expandIds, joinViews } from '@baton/shared/context';
import type { Fork } from '../handoffs/fans.ts';
import { isInner } from '../places.ts';

export type Views = { [key: string]: string[] };

export function viewKey(node: string, forks: readonly Fork[]): string {
  const branch = forks.at(-1)?.branch;
  return branch === undefined ? node : `${node}@${branch}`;
}

/** @returns the ranges of what a node has seen in its branch, else in the branch around it, else outside of any. */
export function viewOf(views: Views, node: string, forks: readonly Fork[]): string[] {
  for (let depth = forks.length; depth >= 0; depth--) {
    const found = views[viewKey(node, forks.slice(0, depth))];
    if (found) return found;
  }
  return [];
}

/** What outlives a run: each node remembers what it saw in all of its branches. Every call of another graph is a new one. */
export function withoutBranches(views: Views): Views {
  const joined: Views = {};
  for (const [key, ranges] of Object.entries(views)) {
    const node = key.split('@', 1)[0] ?? key;
    if (isInner(node)) continue;
    joined[node] = compactIds(joinViews(expandIds(joined[node] ?? []), expandIds(ranges)));
  }
  return joined;
}
