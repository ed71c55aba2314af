/** Structured output as a person would write it down: names and values, or what a join has gathered one below the other. */
import { isObject, type Json, type JsonObject } from '@baton/shared/graph';
import styles from './Fields.module.css';
import { Markdown } from './Markdown.tsx';
import { titleOf } from './questions/answer.ts';
import { inline, pretty } from './words.ts';

export function Fields({ values }: { values: JsonObject }) {
  return (
    <dl className={styles['fields']}>
      {Object.entries(values).map(([key, value]) => (
        <div key={key}>
          <dt>{titleOf({ key, schema: {} })}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Entries({ values }: { values: readonly Json[] }) {
  return (
    <ol className={styles['entries']}>
      {values.map((value, index) => (
        <li key={index}>
          {typeof value === 'string' ? (
            <Markdown text={value} />
          ) : isObject(value) ? (
            <Fields values={value} />
          ) : (
            <Value value={value} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Value({ value }: { value: Json }) {
  if (value === null || value === '') return <span className={styles['none']}>—</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((entry) => !isObject(entry) && !Array.isArray(entry))) {
    return value.length === 0 ? <span className={styles['none']}>none</span> : value.map(inline).join(', ');
  }
  if (typeof value === 'object') return <pre>{pretty(value)}</pre>;
  return inline(value);
}
