/** Everything that the palette of commands can find, and in which order. */
import type { GraphSummary } from '@baton/shared/api';
import type { LucideIcon } from 'lucide-react';
import { navigate, pathTo } from '../../routing/router.ts';
import { type Action, isOn } from '../actions/action.ts';
import type { Target } from './commands.ts';
import { fuzzy } from './fuzzy.ts';

export interface Entry {
  /** By which it is remembered. */
  key: string;
  kind: 'Action' | 'Node' | 'Graph';
  label: string;
  detail: string;
  icon: LucideIcon | string;
  shortcut: string | undefined;
  run: () => void;
}

export interface Found {
  entry: Entry;
  marks: readonly number[];
}

export function entriesOf(
  actions: readonly Action[],
  targets: readonly Target[],
  graphs: readonly Pick<GraphSummary, 'id' | 'name' | 'description'>[],
): Entry[] {
  return [
    ...actions
      .filter((action) => action.keyOnly !== true && isOn(action))
      .map((action) => ({
        key: `action:${action.id}`,
        kind: 'Action' as const,
        label: action.label(),
        detail: action.checked?.() ? 'on' : '',
        icon: action.icon,
        shortcut: action.shortcuts[0],
        run: action.run,
      })),
    ...targets.map(({ id, label, detail, icon, run }) => ({
      key: `node:${id}`,
      kind: 'Node' as const,
      label,
      detail,
      icon,
      shortcut: undefined,
      run,
    })),
    ...graphs.map(({ id, name, description }) => ({
      key: `graph:${id}`,
      kind: 'Graph' as const,
      label: name,
      detail: description,
      icon: 'workflow',
      shortcut: undefined,
      run: () => navigate(pathTo.graph(id)),
    })),
  ];
}

const recentGain = 4;
const mostShown = 60;

/** @param recent keys of what was chosen last, the newest first: it comes first, too, where it fits. */
export function find(entries: readonly Entry[], query: string, recent: readonly string[]): Found[] {
  const newness = (key: string): number => (recent.includes(key) ? recent.length - recent.indexOf(key) : 0);
  if (query.trim() === '') {
    const first = entries.filter(({ key }) => recent.includes(key));
    const rest = entries.filter(({ key }) => !recent.includes(key));
    return [...first.toSorted((a, b) => newness(b.key) - newness(a.key)), ...rest]
      .slice(0, mostShown)
      .map((entry) => ({ entry, marks: [] }));
  }
  return entries
    .flatMap((entry) => {
      const inLabel = fuzzy(query, entry.label);
      if (!inLabel && !says(entry, query)) return [];
      const gain = newness(entry.key) > 0 ? recentGain : 0;
      return [{ entry, marks: inLabel?.marks ?? [], score: (inLabel?.score ?? 0) + gain }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostShown);
}

/** Descriptions are long, and any few letters stand somewhere in them: there whole words are looked for. */
function says({ label, detail, kind }: Entry, query: string): boolean {
  const text = `${label} ${detail} ${kind}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
