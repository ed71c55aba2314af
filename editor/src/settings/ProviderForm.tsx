/** A new provider, or changes to one. The key is written and never read back: an empty field keeps the one that is set. */
import type { ProviderAnswer, ProviderRequest } from '@baton/shared/api';
import { useState } from 'react';
import { useProviders } from '../api/useProviders.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { EntryForm } from './EntryForm.tsx';
import { Prices } from './Prices.tsx';
import { modelsIn, nameProblem, type ProviderDraft, requestOf, rowsOf } from './provider-draft.ts';
import { useForm } from './useForm.ts';

interface ProviderFormProps {
  /** Missing for a new one. */
  provider: ProviderAnswer | undefined;
  taken: readonly string[];
  onClose: () => void;
}

const kinds = [
  { value: 'openai', label: 'OpenAI' },
  { value: 'openai-compatible', label: 'OpenAI-compatible server (Ollama, vLLM, LM Studio, a gateway)' },
] as const satisfies { value: ProviderRequest['kind']; label: string }[];

export function ProviderForm({ provider, taken, onClose }: ProviderFormProps) {
  const [draft, setDraft] = useState<ProviderDraft>({
    name: provider?.name ?? (taken.includes('openai') ? 'local' : 'openai'),
    kind:
      provider?.kind === 'openai-compatible' || (!provider && taken.includes('openai'))
        ? 'openai-compatible'
        : 'openai',
    baseUrl: provider?.baseUrl ?? '',
    apiKey: '',
    models: provider?.models.join(', ') ?? '',
    prices: rowsOf(provider?.prices ?? {}),
  });
  const saveProvider = useProviders((store) => store.save);
  const form = useForm(['/baseUrl', '/apiKey', '/prices'], async () => {
    await saveProvider(draft.name, requestOf(draft, provider?.models));
    onClose();
  });
  const set = (patch: Partial<ProviderDraft>): void => setDraft({ ...draft, ...patch });
  const badName = provider ? undefined : nameProblem(draft.name, taken);
  const local = draft.kind === 'openai-compatible';
  return (
    <EntryForm
      title={provider ? `Change ${provider.name}` : 'A new provider'}
      form={form}
      ready={badName === undefined && !(local && draft.baseUrl.trim() === '')}
      onCancel={onClose}
    >
      <SelectField label="Kind" value={draft.kind} choices={kinds} onChange={(kind) => set({ kind })} />
      {!provider && (
        <TextField
          label="Name"
          help={`Nodes write it before the model: ${badName === undefined ? draft.name : 'name'}:${local ? 'qwen3' : 'gpt-5-mini'}`}
          error={badName}
          mono
          value={draft.name}
          onChange={(name) => set({ name })}
        />
      )}
      <TextField
        label={local ? 'Address' : 'Address (only if it is not OpenAI’s own)'}
        type="url"
        error={form.at('/baseUrl')}
        placeholder={local ? 'http://127.0.0.1:11434/v1' : 'https://api.openai.com/v1'}
        value={draft.baseUrl}
        onChange={(baseUrl) => set({ baseUrl })}
      />
      <TextField
        label={local ? 'Key (if it asks for one)' : 'Key'}
        type="password"
        error={form.at('/apiKey')}
        placeholder={provider?.hasKey ? 'Leave empty to keep the key that is set' : ''}
        value={draft.apiKey}
        onChange={(apiKey) => set({ apiKey })}
      />
      <TextField
        label="Models to offer"
        help="Separated by commas. Leave it empty where the server can list them itself."
        rows={2}
        value={draft.models}
        onChange={(models) => set({ models })}
      />
      <Prices
        rows={draft.prices}
        models={modelsIn(draft)}
        error={form.at('/prices')}
        onChange={(prices) => set({ prices })}
      />
    </EntryForm>
  );
}
