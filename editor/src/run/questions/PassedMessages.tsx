/** The messages that would be passed on, each of which can be left out; a call and its results go together. */
import { useId } from 'react';
import { baseId } from '@baton/shared/context';
import type { Message } from '@baton/shared/events';
import { useNaming } from '../naming.ts';
import { useRun } from '../runStore.ts';
import { structured } from '../structured.ts';
import { count, inline } from '../words.ts';
import { groupsOf, withMessages } from './approval.ts';
import styles from './Ask.module.css';

interface PassedMessagesProps {
  all: readonly string[];
  passed: readonly string[];
  error: string | undefined;
  onChange: (passed: string[]) => void;
}

const none = {};

export function PassedMessages({ all, passed, error, onChange }: PassedMessagesProps) {
  const messages = useRun(({ view }) => view?.messages) ?? none;
  const id = useId();
  if (all.length === 0) return <p className={styles['aside']}>No messages would be passed on.</p>;
  return (
    <fieldset className={styles['values']} aria-describedby={error === undefined ? undefined : id}>
      <legend>
        Passed on{' '}
        <span className={styles['aside']}>
          {passed.length === all.length
            ? count(all.length, 'message')
            : `${passed.length} of ${count(all.length, 'message')}`}
        </span>
      </legend>
      <ul className={styles['passed']}>
        {groupsOf(all, messages).map((group) => (
          <li key={group[0]}>
            <label>
              <input
                type="checkbox"
                checked={group.every((one) => passed.includes(one))}
                onChange={(event) => onChange(withMessages(all, passed, group, event.target.checked))}
              />
              <span className={styles['texts']}>
                {group.map((one) => (
                  <Words key={one} id={one} messages={messages} />
                ))}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {error !== undefined && (
        <p id={id} className={styles['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Words({ id, messages }: { id: string; messages: { readonly [id: string]: Message } }) {
  const names = useNaming();
  const known = (one: string): Message | undefined => (Object.hasOwn(messages, one) ? messages[one] : undefined);
  const message = known(id) ?? known(baseId(id));
  if (!message) return <span className={styles['aside']}>A message whose text this run does not hold</span>;
  const who =
    message.role === 'assistant' ? names.node(message.node) : message.role === 'tool' ? message.tool : message.role;
  const called = message.role === 'assistant' ? (message.calls ?? []).map(({ tool }) => tool).join(', ') : '';
  return (
    <span className={styles['text']}>
      <b>{who}</b> {inOneLine(message.text)}
      {called && <span className={styles['aside']}> calls {called}</span>}
      {message.id !== id && (
        <span className={styles['aside']}> (as it was before it was changed for the receiver)</span>
      )}
    </span>
  );
}

/** Structured output as names and values, or what a join has gathered. */
function inOneLine(text: string): string {
  const values = structured(text);
  if (!values) return text;
  if (Array.isArray(values)) return values.map(inline).join(' · ');
  return Object.entries(values)
    .map(([key, value]) => `${key}: ${inline(value)}`)
    .join(', ');
}
