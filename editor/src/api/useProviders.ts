/** The server's model providers as every screen shows them: settings change them, model pickers offer what they have. */
import type { ProviderAnswer, ProviderRequest } from '@baton/shared/api';
import { create } from 'zustand';
import { deleteProvider, listProviders, saveProvider } from './providers.ts';
import { waitingSentence } from './request.ts';

interface ProvidersStore {
  /** Undefined until they were read for the first time. */
  providers: readonly ProviderAnswer[] | undefined;
  error: string | undefined;
  load: () => Promise<void>;
  save: (name: string, body: ProviderRequest) => Promise<void>;
  remove: (name: string) => Promise<void>;
}

export const useProviders = create<ProvidersStore>((set, get) => ({
  providers: undefined,
  error: undefined,
  async load() {
    try {
      set({ providers: (await listProviders()).providers, error: undefined });
    } catch (error) {
      set({ error: waitingSentence(error) });
    }
  },
  async save(name, body) {
    await saveProvider(name, body);
    await get().load();
  },
  async remove(name) {
    await deleteProvider(name);
    await get().load();
  },
}));

/** @returns every model that can be named, as `provider:name`, and `script`. */
export function modelsOf(providers: readonly ProviderAnswer[] | undefined): string[] {
  const named = (providers ?? [])
    .filter(({ kind }) => kind !== 'script')
    .flatMap(({ name, models }) => models.map((model) => `${name}:${model}`));
  return ['script', ...named];
}
