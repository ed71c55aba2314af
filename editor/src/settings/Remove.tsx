/** Removes what cannot be brought back, once it was asked whether that is meant. */
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

interface RemoveProps {
  /** What it does, and to what: `Remove` and `ann`. */
  verb: 'Remove' | 'Revoke';
  what: string;
  /** What comes of it. */
  consequence: string;
  onRemove: () => void;
}

/** @param refusal why it cannot be removed, said in place of what the button does. */
export function RemoveButton({ refusal, ...remove }: RemoveProps & { refusal?: string | undefined }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton
        label={refusal ?? `${remove.verb} ${remove.what}`}
        icon={<Trash2 size={16} />}
        aria-disabled={refusal !== undefined}
        onClick={() => refusal ?? setAsking(true)}
      />
      {asking && <RemoveDialog {...remove} onClose={() => setAsking(false)} />}
    </>
  );
}

export function RemoveDialog({ verb, what, consequence, onRemove, onClose }: RemoveProps & { onClose: () => void }) {
  return (
    <Dialog
      title={`${verb} ${what}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            // A name may be longer than a button.
            aria-label={`${verb} ${what}`}
            onClick={() => {
              onClose();
              onRemove();
            }}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p>{consequence}</p>
    </Dialog>
  );
}
