/** One row: a value, a comparison, and what it is compared with. */
import { alone, type CelType, type Literal, type Right, type Row } from '@baton/shared/expressions';
import { X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import controls from '../../ui/control.module.css';
import { cx } from '../../ui/cx.ts';
import { type Path, typeOfPath } from '../paths.ts';
import {
  comparisonsFor,
  comparisonWords,
  fitted,
  freshRight,
  kindOf,
  kindsFor,
  kindWords,
  type ValueKind,
} from './fitting.ts';
import { PathSelect } from './PathSelect.tsx';
import styles from './condition.module.css';
import { ValuesInput } from './ValuesInput.tsx';

interface RowFieldsProps {
  row: Row;
  /** Its place in words: "2", "2.1". */
  number: string;
  paths: readonly Path[];
  onChange: (row: Row) => void;
  onRemove: () => void;
}

export function RowFields({ row, number, paths, onChange, onRemove }: RowFieldsProps) {
  const type = typeOfPath(paths, row.left);
  const names = paths.map(({ path }) => path);
  const set = (patch: Partial<Row>, of = type): void => onChange(fitted({ ...row, ...patch }, of, names));
  return (
    <div className={styles['row']}>
      <PathSelect
        label={`Value of row ${number}`}
        value={row.left}
        paths={paths}
        onChange={(left) => set({ left }, typeOfPath(paths, left))}
      />
      <select
        className={cx(controls['control'], controls['select'])}
        aria-label={`Comparison of row ${number}`}
        value={row.compare}
        onChange={(event) => {
          const compare = comparisonsFor(row, type).find((one) => one === event.target.value);
          if (compare) set({ compare });
        }}
      >
        {comparisonsFor(row, type).map((compare) => (
          <option key={compare} value={compare}>
            {comparisonWords[compare]}
          </option>
        ))}
      </select>
      <IconButton
        className={styles['remove']}
        label={`Remove row ${number}`}
        icon={<X size={14} />}
        onClick={onRemove}
      />
      {!alone.has(row.compare) && (
        <RightFields
          right={row.right}
          type={type}
          number={number}
          paths={paths}
          onChange={(right) => onChange({ ...row, right })}
        />
      )}
    </div>
  );
}

interface RightFieldsProps {
  right: Right | undefined;
  type: CelType;
  number: string;
  paths: readonly Path[];
  onChange: (right: Right) => void;
}

function RightFields({ right, type, number, paths, onChange }: RightFieldsProps) {
  const label = `Compared with, in row ${number}`;
  const words = wordsOf(type);
  if (right && 'values' in right) {
    return (
      <ValuesInput label={label} words={words} values={right.values} onChange={(values) => onChange({ values })} />
    );
  }
  const kind = kindOf(right);
  const kinds = kindsFor(right, type);
  return (
    <div className={styles['right']}>
      <select
        className={cx(controls['control'], controls['select'])}
        aria-label={`Kind of value in row ${number}`}
        value={kind}
        onChange={(event) =>
          onChange(
            freshRight(
              event.target.value as ValueKind,
              type,
              paths.map(({ path }) => path),
            ),
          )
        }
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {kindWords[one]}
          </option>
        ))}
      </select>
      {right && 'path' in right ? (
        <PathSelect label={label} value={right.path} paths={paths} onChange={(path) => onChange({ path })} />
      ) : (
        <LiteralInput
          label={label}
          words={words}
          value={right?.value ?? (kind === 'nothing' ? null : '')}
          onChange={(value) => onChange({ value })}
        />
      )}
    </div>
  );
}

function wordsOf(type: CelType): readonly string[] {
  const of = type.kind === 'list' ? type.of : type;
  return of.kind === 'string' ? (of.words ?? []) : [];
}

interface LiteralInputProps {
  label: string;
  value: Literal;
  words: readonly string[];
  onChange: (value: Literal) => void;
}

function LiteralInput({ label, value, words, onChange }: LiteralInputProps) {
  if (value === null) return <span className={styles['nothing']}>nothing</span>;
  if (typeof value === 'boolean' || (typeof value === 'string' && words.length > 0)) {
    const choices = typeof value === 'boolean' ? ['true', 'false'] : [...new Set([...words, value])];
    return (
      <select
        className={cx(controls['control'], controls['select'])}
        aria-label={label}
        value={String(value)}
        onChange={(event) => onChange(typeof value === 'boolean' ? event.target.value === 'true' : event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    );
  }
  if (typeof value === 'number') return <NumberInput label={label} value={value} onChange={onChange} />;
  return (
    <input
      className={controls['control']}
      aria-label={label}
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** What is being typed may not be a number yet ("0.", "-"); until it is, the last one stays. */
function NumberInput({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      className={controls['control']}
      aria-label={label}
      type="number"
      step="any"
      value={typed ?? String(value)}
      onBlur={() => setTyped(undefined)}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.value !== '' && Number.isFinite(Number(target.value))) onChange(Number(target.value));
      }}
    />
  );
}
