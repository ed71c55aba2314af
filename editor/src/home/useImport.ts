/**
 * Importing files, by choosing or dropping them: each is stored, or refused with its reasons. What would be a second graph
 * of one id is asked about.
 */
import type { Graph } from '@baton/shared/graph';
import { create } from 'zustand';
import { readGraph, saveGraph } from '../api/graphs.ts';
import { sentence } from '../api/request.ts';
import { navigate, pathTo } from '../routing/router.ts';
import { toast } from '../ui/toast.ts';
import { useGraphs } from './graphs.ts';
import { type Imported, readGraphFile } from './import.ts';

export type Refused = Extract<Imported, { ok: false }>;

/** A file of a graph that is stored already, and says something else there. */
export interface Clash {
  file: string;
  graph: Graph;
  stored: Graph;
  /** Of what is stored: replacing it takes nobody's later work away. */
  revision: string;
}

interface ImportStore {
  refused: readonly Refused[];
  /** Undecided yet. */
  clashes: readonly Clash[];
  /** One file opens its graph; several stay on the home screen. */
  take: (files: readonly File[]) => Promise<void>;
  /** Asks for files. */
  choose: () => void;
  settle: (choice: 'replace' | 'both' | 'leave') => Promise<void>;
  dismiss: () => void;
}

type Result = Refused | { ok: true; id: string } | { ok: true; same: Graph } | { ok: true; clash: Clash };

export const useImport = create<ImportStore>((set, get) => ({
  refused: [],
  clashes: [],
  async take(files) {
    const results: Result[] = [];
    // One after the other, so that the second file of one id is asked about.
    for (const file of files) results.push(await attempt(file.name, () => store(file)));
    const same = results.flatMap((result) => ('same' in result ? [result.same] : []));
    set({
      refused: results.filter((result) => !result.ok),
      clashes: results.flatMap((result) => ('clash' in result ? [result.clash] : [])),
    });
    if (same.length > 0) toast({ text: sameWords(same) });
    const [only] = results;
    const open = only && 'id' in only ? only.id : only && 'same' in only ? only.same.id : undefined;
    if (results.length === 1 && open !== undefined) navigate(pathTo.graph(open));
    else await useGraphs.getState().load();
  },
  choose() {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.multiple = true;
    input.addEventListener('change', () => void get().take([...(input.files ?? [])]));
    input.click();
  },
  async settle(choice) {
    const { clashes } = get();
    set({ clashes: [] });
    if (choice === 'leave') return;
    const settled: Result[] = [];
    for (const clash of clashes)
      settled.push(await attempt(clash.file, () => (choice === 'replace' ? replace(clash) : keepBoth(clash))));
    set(({ refused }) => ({ refused: [...refused, ...settled.filter((result) => !result.ok)] }));
    await useGraphs.getState().load();
  },
  dismiss: () => set({ refused: [] }),
}));

async function attempt(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    return { ok: false, name, reasons: [{ path: '', message: sentence(error) }] };
  }
}

async function store(file: File): Promise<Result> {
  const imported = await readGraphFile(file);
  if (!imported.ok) return imported;
  const { graph } = imported;
  const { add, has } = useGraphs.getState();
  if (!(await has(graph.id))) return { ok: true, id: await add(graph) };
  const { graph: stored, revision } = await readGraph(graph.id);
  if (JSON.stringify(stored) === JSON.stringify(graph)) return { ok: true, same: stored };
  return { ok: true, clash: { file: file.name, graph, stored, revision } };
}

async function replace({ graph, stored, revision }: Clash): Promise<Result> {
  const saved = await saveGraph(graph, revision);
  const undo = async (): Promise<void> => {
    try {
      await saveGraph(stored, saved.revision);
      await useGraphs.getState().load();
    } catch (error) {
      toast({ text: `It is still replaced. ${sentence(error)}`, tone: 'bad' });
    }
  };
  toast({ text: `${nameOf(stored)} was replaced.`, action: { label: 'Undo', run: () => void undo() } });
  return { ok: true, id: graph.id };
}

async function keepBoth({ graph }: Clash): Promise<Result> {
  return { ok: true, id: await useGraphs.getState().addCopy(graph) };
}

export const nameOf = ({ name, id }: Graph): string => name ?? id;

const sameWords = (graphs: readonly Graph[]): string => {
  const [first] = graphs;
  return first && graphs.length === 1
    ? `${nameOf(first)} is here already, just as the file has it.`
    : `${graphs.length} of these graphs are here already, just as the files have them.`;
};
