/** Rows joined by and/or, with groups of rows among them. */
import { isGroup, type Row, type Rows } from '@baton/shared/expressions';
import { ListTree, Plus } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { type Path, typeOfPath } from '../paths.ts';
import { fitted } from './fitting.ts';
import { RowFields } from './RowFields.tsx';
import styles from './condition.module.css';

interface GroupFieldsProps {
  rows: Rows;
  paths: readonly Path[];
  onChange: (rows: Rows) => void;
  /** Its place among the others, in words: "2", "2.1". */
  place?: string;
}

const joins = [
  { value: 'and', label: 'All of these' },
  { value: 'or', label: 'Any of these' },
] as const;

export function GroupFields({ rows, paths, onChange, place = '' }: GroupFieldsProps) {
  const { join, entries } = rows;
  const change = (index: number, entry: Row | Rows | undefined): void =>
    onChange({ join, entries: entry ? entries.with(index, entry) : entries.toSpliced(index, 1) });
  const add = (entry: Row | Rows): void => onChange({ join, entries: [...entries, entry] });
  const fresh = (): Row => {
    const left = paths[0]?.path ?? 'input';
    return fitted({ left, compare: '==' }, typeOfPath(paths, left), []);
  };
  return (
    <>
      {entries.length > 1 && (
        <div>
          <Segments
            label={place === '' ? 'How rows are joined' : `How the rows of group ${place} are joined`}
            small
            value={join}
            segments={joins}
            onChange={(next) => onChange({ join: next, entries })}
          />
        </div>
      )}
      {entries.map((entry, index) => {
        const number = place === '' ? String(index + 1) : `${place}.${index + 1}`;
        return isGroup(entry) ? (
          // Rows have no id of their own, and an index keeps the focus where it is while one is typed.
          <fieldset key={index} className={styles['group']} aria-label={`Group ${number}`}>
            <GroupFields rows={entry} paths={paths} place={number} onChange={(next) => change(index, next)} />
          </fieldset>
        ) : (
          <RowFields
            key={index}
            row={entry}
            number={number}
            paths={paths}
            onChange={(next) => change(index, next)}
            onRemove={() => change(index, undefined)}
          />
        );
      })}
      <div className={styles['add']}>
        <Button look="quiet" icon={<Plus size={14} />} onClick={() => add(fresh())}>
          Add a row
        </Button>
        {place === '' && entries.length > 0 && (
          <Button
            look="quiet"
            icon={<ListTree size={14} />}
            onClick={() => add({ join: join === 'and' ? 'or' : 'and', entries: [fresh(), fresh()] })}
          >
            Add a group
          </Button>
        )}
      </div>
    </>
  );
}
