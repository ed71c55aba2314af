/** Importing files, by choosing or dropping them: each is stored, or refused with its reasons. */
import { create } from 'zustand';
import { sentence } from '../api/request.ts';
import { navigate, pathTo } from '../routing/router.ts';
import { useGraphs } from './graphs.ts';
import { type Imported, readGraphFile } from './import.ts';

export type Refused = Extract<Imported, { ok: false }>;

interface ImportStore {
  refused: readonly Refused[];
  /** One file opens its graph; several stay on the home screen. */
  take: (files: readonly File[]) => Promise<void>;
  /** Asks for files. */
  choose: () => void;
  dismiss: () => void;
}

export const useImport = create<ImportStore>((set, get) => ({
  refused: [],
  async take(files) {
    const results: (string | Refused)[] = [];
    // One after the other, so that two files of one id get two.
    for (const file of files) results.push(await store(file));
    const refused = results.filter((result) => typeof result !== 'string');
    set({ refused });
    const [only] = results;
    if (results.length === 1 && typeof only === 'string') navigate(pathTo.graph(only));
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
  dismiss: () => set({ refused: [] }),
}));

async function store(file: File): Promise<string | Refused> {
  const imported = await readGraphFile(file);
  if (!imported.ok) return imported;
  try {
    return await useGraphs.getState().add(imported.graph);
  } catch (error) {
    return { ok: false, name: file.name, reasons: [{ path: '', message: sentence(error) }] };
  }
}
