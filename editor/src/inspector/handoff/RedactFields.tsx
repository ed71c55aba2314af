/** What is blacked out before anything is passed on. */
import { patched, type Redaction } from '@baton/shared/graph';
import { CheckField } from '../../ui/CheckField.tsx';
import { ListEditor } from '../../ui/ListEditor.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { gravest, type Told, type ToldAt } from '../../ui/told.ts';

type Named = Extract<Redaction, string>;
type Pattern = Exclude<Redaction, string>;

const names = [
  { value: 'email', label: 'E-mail' },
  { value: 'phone', label: 'Phone' },
  { value: 'card', label: 'Card number' },
  { value: 'iban', label: 'IBAN' },
] as const satisfies { value: Named; label: string }[];

interface RedactFieldsProps {
  redact: readonly Redaction[];
  onChange: (redact: Redaction[]) => void;
  problem: ToldAt;
}

export function RedactFields({ redact, onChange, problem }: RedactFieldsProps) {
  const named = redact.filter((entry) => typeof entry === 'string');
  const patterns = redact.filter((entry) => typeof entry !== 'string');
  return (
    <>
      <CheckField
        label="Black out"
        error={toldOfNamed(redact, problem)}
        help="What is left out here cannot come back at a later handoff."
        values={named}
        choices={names}
        onChange={(next) => onChange([...next, ...patterns])}
      />
      <ListEditor
        noun="pattern"
        entries={patterns}
        fresh={(): Pattern => ({ pattern: '[A-Z]{2}[0-9]+' })}
        onChange={(next) => onChange([...named, ...next])}
      >
        {(entry, change) => (
          <>
            <TextField
              label="Pattern"
              help="A regular expression (RE2)."
              mono
              error={problem(`/context/redact/${redact.indexOf(entry)}`)}
              value={entry.pattern}
              onChange={(pattern) => change(patched(entry, { pattern }))}
            />
            <TextField
              label="In its place"
              placeholder="[redacted]"
              value={entry.with ?? ''}
              onChange={(text) => change(patched(entry, { with: text || undefined }))}
            />
          </>
        )}
      </ListEditor>
    </>
  );
}

/** A pattern tells its own; the words that are only ticked tell theirs together. */
function toldOfNamed(redact: readonly Redaction[], problem: ToldAt): Told | undefined {
  return gravest(
    ...redact.map((entry, index) => (typeof entry === 'string' ? problem(`/context/redact/${index}`) : undefined)),
  );
}
