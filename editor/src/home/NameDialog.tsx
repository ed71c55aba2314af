/** A graph's name, asked for: of one that is renamed, or of a new one, whose id is made of it. */
import { type SubmitEvent, useId, useState } from 'react';
import { sentence } from '../api/request.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useGraphs } from './graphs.ts';
import { idOf } from './named.ts';

interface NameDialogProps {
  title: string;
  /** What the button says. */
  action: string;
  /** What stands in the field to begin with. */
  name: string;
  /** The name where none is given; without it one has to be. */
  otherwise?: string;
  /** The graphs beside which a new one gets an id, which cannot be changed later. */
  beside?: readonly { id: string }[];
  onName: (name: string) => Promise<void>;
  onClose: () => void;
}

export function NameDialog({ title, action, name: first, otherwise, beside, onName, onClose }: NameDialogProps) {
  const form = useId();
  const [name, setName] = useState(first);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const words = name.trim() || (otherwise ?? '');
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy) return;
    if (words === '') return setError('A graph needs a name.');
    setBusy(true);
    onName(words).then(onClose, (reason: unknown) => {
      setError(sentence(reason));
      setBusy(false);
    });
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          placeholder={otherwise}
          help={
            beside &&
            words !== '' && (
              <>
                Its id will be <code>{idOf(words, beside)}</code>: its address, which stays when the name changes.
              </>
            )
          }
          error={error}
          onChange={setName}
        />
      </form>
    </Dialog>
  );
}

/** Of a graph that is about to be. */
export function NewNameDialog(props: Omit<NameDialogProps, 'beside'>) {
  const graphs = useGraphs((store) => store.graphs);
  return <NameDialog {...props} beside={graphs ?? []} />;
}
