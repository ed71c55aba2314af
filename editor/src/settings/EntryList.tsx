/** What the server keeps of a kind, as rows; a row becomes the form that changes it, and a new one begins below them. */
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './settings.module.css';

interface EntryListProps<Entry> {
  /** Undefined until they were read. */
  entries: readonly Entry[] | undefined;
  keyOf: (entry: Entry) => string;
  renderRow: (entry: Entry, edit: () => void) => ReactNode;
  /** @param entry missing for a new one. */
  renderForm: (entry: Entry | undefined, close: () => void) => ReactNode;
  /** What adding one is called; missing where nobody may. */
  add?: string | undefined;
  /** What else can be done, beside the button that adds one. */
  beside?: ReactNode;
}

export function EntryList<Entry>({ entries, keyOf, renderRow, renderForm, add, beside }: EntryListProps<Entry>) {
  const [editing, setEditing] = useState<{ key: string } | 'new'>();
  const close = (): void => setEditing(undefined);
  return (
    <>
      <ul className={styles['list']}>
        {entries?.map((entry) => {
          const key = keyOf(entry);
          const open = typeof editing === 'object' && editing.key === key;
          return (
            <li key={key} className={styles['item']}>
              {open ? renderForm(entry, close) : renderRow(entry, () => setEditing({ key }))}
            </li>
          );
        })}
        {editing === 'new' && <li className={styles['item']}>{renderForm(undefined, close)}</li>}
      </ul>
      {add !== undefined && entries && editing !== 'new' && (
        <div className={styles['buttons']}>
          <Button icon={<Plus size={16} />} onClick={() => setEditing('new')}>
            {add}
          </Button>
          {beside}
        </div>
      )}
    </>
  );
}
