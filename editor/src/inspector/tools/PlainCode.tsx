/** Code as plain text: until the editor is loaded, or where it cannot be. */
interface PlainCodeProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function PlainCode({ label, value, onChange }: PlainCodeProps) {
  return (
    <textarea aria-label={label} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
  );
}
