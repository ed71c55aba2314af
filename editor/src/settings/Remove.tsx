/** Removes what cannot be brought back, once it was asked whether that is meant. */
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

interface RemoveProps {
  /** What it does, such as `Remove ann`. */
  label: string;
  /** What comes of it. */
  consequence: string;
  onRemove: () => void;
}

export function RemoveButton({ disabled = false, ...remove }: RemoveProps & { disabled?: boolean }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton
        label={remove.label}
        icon={<Trash2 size={16} />}
        disabled={disabled}
        onClick={() => setAsking(true)}
      />
      {asking && <RemoveDialog {...remove} onClose={() => setAsking(false)} />}
    </>
  );
}

export function RemoveDialog({ label, consequence, onRemove, onClose }: RemoveProps & { onClose: () => void }) {
  return (
    <Dialog
      title={`${label}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            onClick={() => {
              onClose();
              onRemove();
            }}
          >
            {label}
          </Button>
        </>
      }
    >
      <p>{consequence}</p>
    </Dialog>
  );
}
