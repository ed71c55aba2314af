/** The state key that a result goes to. */
import type { Graph } from '@baton/shared/graph';
import { SelectField } from '../ui/SelectField.tsx';
import type { Told } from '../ui/told.ts';

interface IntoFieldProps {
  graph: Graph;
  value: string | undefined;
  onChange: (key: string | undefined) => void;
  error: Told | undefined;
  help?: string;
}

export function IntoField({
  graph,
  value,
  onChange,
  error,
  help = 'Which state value the result becomes.',
}: IntoFieldProps) {
  const keys = Object.keys(graph.state ?? {});
  return (
    <SelectField
      label="Into"
      help={keys.length === 0 ? 'This graph has no state values yet; add some in the graph’s settings.' : help}
      error={error}
      value={value ?? ''}
      choices={[{ value: '', label: 'Nowhere' }, ...keys.map((key) => ({ value: key, label: `state.${key}` }))]}
      onChange={(key) => onChange(key || undefined)}
    />
  );
}
