/** What the server keeps of a kind, as rows; a row becomes the form that changes it, and a new one begins below them. */
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Opener } from './Opener.tsx';
import styles from './settings.module.css';

interface EntryListProps<Entry> {
  /** Undefined until they were read. */
  entries: readonly Entry[] | undefined;
  keyOf: (entry: Entry) => string;
  /** What an entry is called: they then stand in the order of their names, and many can be searched. */
  nameOf?: (entry: Entry) => string;
  renderRow: (entry: Entry, edit: () => void) => ReactNode;
  /** @param entry missing for a new one. */
  renderForm: (entry: Entry | undefined, close: () => void) => ReactNode;
  /** What adding one is called; missing where nobody may. */
  add?: string | undefined;
  /** What else can be done, beside the button that adds one. */
  beside?: ReactNode;
}

/** From here on a list can be searched. */
const many = 10;

const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

type Editing = { key: string } | 'new' | undefined;

const isSame = (a: Editing, b: Editing): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a.key === b.key : a !== undefined && a === b;

export function EntryList<Entry>({
  entries,
  keyOf,
  nameOf,
  renderRow,
  renderForm,
  add,
  beside,
}: EntryListProps<Entry>) {
  const [editing, setEditing] = useState<Editing>();
  const [left, setLeft] = useState<Editing>();
  const [wanted, setWanted] = useState('');
  const close = (): void => {
    setLeft(editing);
    setEditing(undefined);
  };
  const searched = nameOf !== undefined && (entries?.length ?? 0) >= many;
  const shown = nameOf && entries ? named(entries, nameOf, searched ? wanted : '') : entries;
  return (
    <>
      {searched && <SearchBox label={`Search ${entries?.length ?? 0} entries`} value={wanted} onChange={setWanted} />}
      {searched && shown?.length === 0 && <p className={styles['text']}>None is called so.</p>}
      <ul className={styles['list']}>
        {shown?.map((entry) => {
          const key = keyOf(entry);
          return (
            <li key={key} className={styles['item']}>
              {isSame(editing, { key }) ? (
                renderForm(entry, close)
              ) : (
                <Opener left={isSame(left, { key })} className={styles['opener']}>
                  {renderRow(entry, () => setEditing({ key }))}
                </Opener>
              )}
            </li>
          );
        })}
        {editing === 'new' && <li className={styles['item']}>{renderForm(undefined, close)}</li>}
      </ul>
      {add !== undefined && entries && editing !== 'new' && (
        <Opener left={left === 'new'} className={styles['buttons']}>
          <Button icon={<Plus size={16} />} onClick={() => setEditing('new')}>
            {add}
          </Button>
          {beside}
        </Opener>
      )}
    </>
  );
}

function named<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string, wanted: string): Entry[] {
  const part = wanted.trim().toLowerCase();
  return entries
    .filter((entry) => nameOf(entry).toLowerCase().includes(part))
    .toSorted((a, b) => inOrder.compare(nameOf(a), nameOf(b)));
}
