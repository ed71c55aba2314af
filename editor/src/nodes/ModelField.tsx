/** Which model: one that the server has, or any name; empty is the graph's own default. */
import { useEffect } from 'react';
import { modelsOf, useProviders } from '../api/useProviders.ts';
import { TextField } from '../ui/TextField.tsx';
import type { Told } from '../ui/told.ts';

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
  useEffect(() => {
    if (!providers) void load();
  }, [providers, load]);
  return (
    <TextField
      label={label}
      mono
      error={error}
      placeholder={fallback}
      options={modelsOf(providers)}
      help={help}
      value={value ?? ''}
      onChange={(model) => onChange(model.trim() || undefined)}
    />
  );
}
