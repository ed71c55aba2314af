/** Several values to compare with: words, or numbers where all of them are. */
import type { Literal } from '@baton/shared/expressions';
import { TagsField } from '../../ui/TagsField.tsx';

interface ValuesInputProps {
  label: string;
  values: readonly Literal[];
  words: readonly string[];
  onChange: (values: Literal[]) => void;
}

export function ValuesInput({ label, values, words, onChange }: ValuesInputProps) {
  const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  /** A value that was there keeps its type; a new one is a number where the others are. */
  const read = (text: string): Literal => {
    const known = values[texts.indexOf(text)];
    if (known !== undefined) return known;
    const numbers = values.length > 0 && values.every((value) => typeof value === 'number');
    return numbers && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  };
  return (
    <TagsField
      label={label}
      bare
      options={words}
      placeholder="a value, another"
      values={texts}
      onChange={(next) => onChange(next.map(read))}
    />
  );
}
