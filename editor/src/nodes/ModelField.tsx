/** Which model: one that the server has, or any name; empty is the graph's own default. */
import { useEffect } from 'react';
import { modelsOf, useProviders } from '../api/useProviders.ts';
import { useReadOnly } from '../ui/readOnly.ts';
import { TextField } from '../ui/TextField.tsx';
import type { Told } from '../ui/told.ts';
import { ModelMenu } from './ModelMenu.tsx';

interface ModelFieldProps {
  label?: string;
  value: string | undefined;
  onChange: (model: string | undefined) => void;
  /** What an empty field means. */
  fallback: string;
  error: Told | undefined;
  help?: string;
}

export function ModelField({ label = 'Model', value, onChange, fallback, error, help }: ModelFieldProps) {
  const { providers, load } = useProviders();
  const readOnly = useReadOnly();
  useEffect(() => {
    if (!providers) void load();
  }, [providers, load]);
  const provider = value?.includes(':') ? value.slice(0, value.indexOf(':')) : undefined;
  const missing =
    provider && providers && !providers.some(({ name }) => name === provider)
      ? ({ severity: 'hint', message: `This server has no provider "${provider}" yet; add it in Settings.` } as const)
      : undefined;
  return (
    <TextField
      label={label}
      mono
      error={error ?? missing}
      placeholder={fallback}
      options={modelsOf(providers)}
      help={help}
      aside={<ModelMenu label={label} fallback={fallback} onChoose={onChange} />}
      value={value ?? (readOnly ? fallback : '')}
      onChange={(model) => onChange(model.trim() || undefined)}
    />
  );
}
