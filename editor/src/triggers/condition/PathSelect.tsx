/** One of the values that can be named here, in groups by their variable; searched where a variable has many. */
import controls from '../../ui/control.module.css';
import { cx } from '../../ui/cx.ts';
import { isLong, SearchMenu } from '../../ui/SearchMenu.tsx';
import type { Path } from '../paths.ts';

interface PathSelectProps {
  label: string;
  value: string;
  paths: readonly Path[];
  onChange: (path: string) => void;
}

/** Variables by the words that people use for them. */
const words: { [variable: string]: string } = {
  state: 'State',
  output: 'Output',
  message: 'Its last message',
  input: 'The user’s message',
  confidence: 'Confidence',
  visits: 'Visits of this node',
  hops: 'Handoffs so far',
  error: 'Error',
  item: 'The branch’s item',
  answer: 'The answer',
};

const named = (path: string): string => words[path] ?? path;

export function PathSelect({ label, value, paths, onChange }: PathSelectProps) {
  const groups = Map.groupBy(paths, ({ path }) => path.split('.', 1)[0] ?? path);
  const look = cx(controls['control'], controls['select']);
  if ([...groups.values()].some(({ length }) => isLong(length))) {
    const choices = [...groups].flatMap(([variable, entries]) =>
      entries.map(({ path }) => ({ key: path, title: named(path), help: path === variable ? path : undefined })),
    );
    return (
      <SearchMenu
        label={label}
        align="start"
        trigger={
          <button type="button" className={look} aria-label={`${label}: ${named(value)}`} title={value}>
            {named(value)}
          </button>
        }
        choices={choices}
        onChoose={({ key }) => onChange(key)}
      />
    );
  }
  const known = paths.some(({ path }) => path === value);
  return (
    <select className={look} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {!known && <option value={value}>{value}</option>}
      {[...groups].map(([variable, entries]) =>
        entries.length === 1 && entries[0]?.path === variable ? (
          <option key={variable} value={variable}>
            {named(variable)}
          </option>
        ) : (
          <optgroup key={variable} label={named(variable)}>
            {entries.map(({ path }) => (
              <option key={path} value={path}>
                {path}
              </option>
            ))}
          </optgroup>
        ),
      )}
    </select>
  );
}
