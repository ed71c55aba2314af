/** A list whose entries can be changed, moved, taken away and added: by buttons, so that every keyboard can do it. */
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './Button.tsx';
import styles from './ListEditor.module.css';

interface ListEditorProps<Entry> {
  /** One entry in words: "label", "pattern". */
  noun: string;
  entries: readonly Entry[];
  onChange: (entries: Entry[]) => void;
  fresh: () => Entry;
  /** The form of one entry. */
  children: (entry: Entry, change: (entry: Entry) => void, index: number) => ReactNode;
}

export function ListEditor<Entry>({ noun, entries, onChange, fresh, children }: ListEditorProps<Entry>) {
  const move = (index: number, by: number): void => {
    const entry = entries[index];
    if (entry !== undefined) onChange(entries.toSpliced(index, 1).toSpliced(index + by, 0, entry));
  };
  return (
    <div className={styles['list']}>
      {entries.map((entry, index) => (
        // Entries have no id of their own, and an index keeps the focus where it is while one is typed.
        <fieldset key={index} className={styles['entry']} aria-label={`${noun} ${index + 1}`}>
          <div className={styles['head']}>
            <span className={styles['number']} aria-hidden>
              {noun} {index + 1}
            </span>
            {entries.length > 1 && (
              <>
                <IconButton
                  label={`Move ${noun} up`}
                  icon={<ArrowUp size={14} />}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  label={`Move ${noun} down`}
                  icon={<ArrowDown size={14} />}
                  disabled={index === entries.length - 1}
                  onClick={() => move(index, 1)}
                />
              </>
            )}
            <IconButton
              label={`Remove ${noun}`}
              icon={<X size={14} />}
              onClick={() => onChange(entries.toSpliced(index, 1))}
            />
          </div>
          {children(entry, (next) => onChange(entries.with(index, next)), index)}
        </fieldset>
      ))}
      <Button
        look="quiet"
        className={styles['add']}
        icon={<Plus size={16} />}
        onClick={() => onChange([...entries, fresh()])}
      >
        Add a {noun}
      </Button>
    </div>
  );
}
