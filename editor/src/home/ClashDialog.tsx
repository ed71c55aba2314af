/** Files of graphs that are here already and say something else: one of the two, or both. */
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './ImportFiles.module.css';
import { type Clash, nameOf } from './useImport.ts';

interface ClashDialogProps {
  clashes: readonly Clash[];
  onChoose: (choice: 'replace' | 'both' | 'leave') => void;
}

export function ClashDialog({ clashes, onChoose }: ClashDialogProps) {
  const [first] = clashes;
  const one = clashes.length === 1;
  return (
    <Dialog
      title={one && first ? `${nameOf(first.stored)} is here already` : `${clashes.length} graphs are here already`}
      onClose={() => onChoose('leave')}
      actions={
        <>
          <Button onClick={() => onChoose('leave')}>Cancel</Button>
          <Button onClick={() => onChoose('replace')}>{one ? 'Replace it' : 'Replace all'}</Button>
          <Button look="primary" onClick={() => onChoose('both')}>
            Keep both
          </Button>
        </>
      }
    >
      <ul className={styles['clashes']}>
        {clashes.map(({ file, stored }) => (
          <li key={file}>
            <code>{file}</code> differs from “{nameOf(stored)}”, which has its id here: <code>{stored.id}</code>.
          </li>
        ))}
      </ul>
      <p>
        To replace is an edit of the graph that is here: its address and its runs stay, and it can be undone for a
        moment. To keep both makes a copy under an id of its own.
      </p>
    </Dialog>
  );
}
