/** A graph's name, asked for. */
import type { GraphSummary } from '@baton/shared/api';
import { type SubmitEvent, useId, useState } from 'react';
import { sentence } from '../api/request.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useGraphs } from './graphs.ts';

export function RenameDialog({ graph, onClose }: { graph: GraphSummary; onClose: () => void }) {
  const rename = useGraphs((store) => store.rename);
  const form = useId();
  const [name, setName] = useState(graph.name);
  const [error, setError] = useState<string>();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const words = name.trim();
    if (words === '') return setError('A graph needs a name.');
    rename(graph.id, words).then(onClose, (reason: unknown) => setError(sentence(reason)));
  };
  return (
    <Dialog
      title="Rename"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField label="Name" value={name} error={error} onChange={setName} />
      </form>
    </Dialog>
  );
}
