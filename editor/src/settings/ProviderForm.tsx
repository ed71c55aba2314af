/** A new provider, or changes to one. The key is written and never read back: an empty field keeps the one that is set. */
import type { ProviderAnswer, ProviderRequest } from '@baton/shared/api';
import { type FormEvent, useId, useState } from 'react';
import { ApiError, sentence } from '../api/request.ts';
import { useProviders } from '../api/useProviders.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Prices } from './Prices.tsx';
import { modelsIn, nameProblem, type ProviderDraft, requestOf, rowsOf } from './provider-draft.ts';
import styles from './settings.module.css';

interface ProviderFormProps {
  provider?: ProviderAnswer;
  taken: readonly string[];
  onDone: () => void;
  onCancel: () => void;
}

const kinds = [
  { value: 'openai', label: 'OpenAI' },
  { value: 'openai-compatible', label: 'OpenAI-compatible server (Ollama, vLLM, LM Studio, a gateway)' },
] as const satisfies { value: ProviderRequest['kind']; label: string }[];

export function ProviderForm({ provider, taken, onDone, onCancel }: ProviderFormProps) {
  const id = useId();
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
  const [error, setError] = useState<ApiError | Error>();
  const [saving, setSaving] = useState(false);
  const saveProvider = useProviders((store) => store.save);
  const set = (patch: Partial<ProviderDraft>): void => setDraft({ ...draft, ...patch });
  const at = (path: string): string | undefined =>
    error instanceof ApiError ? error.errors.find((entry) => entry.path === path)?.message : undefined;
  const badName = provider ? undefined : nameProblem(draft.name, taken);
  const priceProblem =
    error instanceof ApiError ? error.errors.find(({ path }) => path.startsWith('/prices'))?.message : undefined;
  const local = draft.kind === 'openai-compatible';

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSaving(true);
    try {
      await saveProvider(draft.name, requestOf(draft, provider?.models));
      onDone();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    } finally {
      setSaving(false);
    }
  }

  return (
    <form className={styles['form']} aria-labelledby={id} onSubmit={(event) => void save(event)}>
      <h3 id={id} className={styles['formTitle']}>
        {provider ? `Change ${provider.name}` : 'A new provider'}
      </h3>
      <SelectField label="Kind" value={draft.kind} choices={kinds} onChange={(kind) => set({ kind })} />
      {!provider && (
        <TextField
          label="Name"
          help={`Nodes write it before the model: ${draft.name || 'name'}:${local ? 'qwen3' : 'gpt-5-mini'}`}
          error={badName}
          mono
          value={draft.name}
          onChange={(name) => set({ name })}
        />
      )}
      <TextField
        label={local ? 'Address' : 'Address (only if it is not OpenAI’s own)'}
        type="url"
        error={at('/baseUrl')}
        placeholder={local ? 'http://127.0.0.1:11434/v1' : 'https://api.openai.com/v1'}
        value={draft.baseUrl}
        onChange={(baseUrl) => set({ baseUrl })}
      />
      <TextField
        label={local ? 'Key (if it asks for one)' : 'Key'}
        type="password"
        error={at('/apiKey')}
        placeholder={provider?.hasKey ? 'Leave empty to keep the key that is set' : ''}
        value={draft.apiKey}
        onChange={(apiKey) => set({ apiKey })}
      />
      <TextField
        label="Models to offer"
        help="Separated by commas. Leave it empty where the server can list them itself."
        value={draft.models}
        onChange={(models) => set({ models })}
      />
      <Prices
        rows={draft.prices}
        models={modelsIn(draft)}
        error={priceProblem}
        onChange={(prices) => set({ prices })}
      />
      {error && <p role="alert">{sentence(error)}</p>}
      <div className={styles['actions']}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          look="primary"
          type="submit"
          disabled={saving || badName !== undefined || (local && draft.baseUrl.trim() === '')}
        >
          {saving ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
