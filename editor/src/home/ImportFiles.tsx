/** Around the home screen: takes files that are dropped anywhere on it, and explains, file by file, what does not fit. */
import { FileUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { asSentence } from '../ui/asSentence.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ClashDialog } from './ClashDialog.tsx';
import styles from './ImportFiles.module.css';
import type { Reason } from './import.ts';
import { type Refused, useImport } from './useImport.ts';

const [mostReasons, mostPlaces] = [12, 3];

export function ImportFiles({ children }: { children: ReactNode }) {
  const { refused, clashes, take, settle, dismiss } = useImport();
  const [over, setOver] = useState(false);

  const drag = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const leave = (event: DragEvent): void => {
    const { currentTarget, relatedTarget } = event;
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };

  return (
    <div className={styles['area']} onDragOver={drag} onDragLeave={leave} onDrop={drop}>
      {children}
      {over && (
        <div className={styles['over']}>
          <FileUp size={24} />
          Drop a graph file to import it
        </div>
      )}
      {clashes.length > 0 && <ClashDialog clashes={clashes} onChoose={(choice) => void settle(choice)} />}
      {clashes.length === 0 && refused.length > 0 && <RefusedDialog refused={refused} onClose={dismiss} />}
    </div>
  );
}

function RefusedDialog({ refused, onClose }: { refused: readonly Refused[]; onClose: () => void }) {
  return (
    <Dialog
      title={refused.length === 1 ? 'This file was not imported' : 'These files were not imported'}
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {refused.map(({ name, reasons }) => (
        <section key={name} className={styles['refused']}>
          <h3>{name}</h3>
          <Reasons reasons={reasons} />
        </section>
      ))}
    </Dialog>
  );
}

/** What is wrong in many places is said once. */
function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const places = [...Map.groupBy(reasons, ({ message }) => message)];
  return (
    <ul>
      {places.slice(0, mostReasons).map(([message, at]) => (
        <li key={message}>
          {asSentence(message)}
          {at[0]?.path && (
            <p className={styles['places']}>
              {at.slice(0, mostPlaces).map(({ path }) => (
                <code key={path}>{path}</code>
              ))}
              {at.length > mostPlaces && `and ${at.length - mostPlaces} more`}
            </p>
          )}
        </li>
      ))}
      {places.length > mostReasons && <li>… and {places.length - mostReasons} more.</li>}
    </ul>
  );
}
