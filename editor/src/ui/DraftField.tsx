/** Text that is taken only when it is finished (Enter, or leaving the field) and right: ids and keys. Esc goes back. */
import { useState } from 'react';
import { TextField, type TextFieldProps } from './TextField.tsx';

interface DraftFieldProps extends Omit<TextFieldProps, 'onChange' | 'onBlur' | 'onKeyDown' | 'rows'> {
  /** Why it cannot be taken, as a sentence; undefined when it can. */
  refuse: (value: string) => string | undefined;
  onCommit: (value: string) => void;
}

export function DraftField({ value, refuse, onCommit, ...field }: DraftFieldProps) {
  const [draft, setDraft] = useState<string>();
  const refusal = draft === undefined ? undefined : refuse(draft);
  const commit = (): void => {
    if (draft !== undefined && refusal === undefined && draft !== value) onCommit(draft);
    if (refusal === undefined) setDraft(undefined);
  };
  return (
    <div data-undo={draft === undefined ? undefined : 'own'}>
      <TextField
        {...field}
        value={draft ?? value}
        refusal={refusal}
        onChange={setDraft}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && draft !== undefined) {
            event.stopPropagation();
            setDraft(undefined);
          }
        }}
      />
    </div>
  );
}
