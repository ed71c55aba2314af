/** Which graph: one of those that the server has. */
import { useEffect } from 'react';
import { useGraphs } from '../api/useGraphs.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { Told } from '../ui/told.ts';

interface GraphFieldProps {
  value: string;
  onChange: (id: string) => void;
  error: Told | undefined;
  /** The graph that is being edited, which is named as such. */
  own: string;
}

export function GraphField({ value, onChange, error, own }: GraphFieldProps) {
  const { graphs, load } = useGraphs();
  useEffect(() => {
    void load();
  }, [load]);
  if (!graphs) {
    return (
      <TextField
        label="Graph"
        help="The id of a stored graph, as in its address."
        mono
        error={error}
        value={value}
        onChange={onChange}
      />
    );
  }
  const choices = graphs.map(({ id, name }) => ({ value: id, label: id === own ? `${name} (this one)` : name }));
  return <SelectField label="Graph" error={error} value={value} choices={choices} onChange={onChange} />;
}
