/** Messages of a thread in full, as somebody received them. */
import type { Message } from '@baton/shared/events';
import { memo } from 'react';
import { Code } from './Details.tsx';
import styles from './Lens.module.css';
import { useNaming } from './naming.ts';
import { count, inline, pretty } from './words.ts';

/** @param ids in order; one that the run does not know the text of is counted. */
export const Messages = memo(function Messages({
  ids,
  messages,
}: {
  ids: readonly string[];
  messages: { readonly [id: string]: Message };
}) {
  const known = ids.flatMap((id) => (Object.hasOwn(messages, id) ? (messages[id] ?? []) : []));
  const unknown = ids.length - known.length;
  return (
    <ol className={styles['messages']}>
      {known.map((message) => (
        <li key={message.id} data-role={message.role}>
          <One message={message} />
        </li>
      ))}
      {unknown > 0 && (
        <li className={styles['faint']}>{count(unknown, 'more message')} whose text this run does not hold</li>
      )}
    </ol>
  );
});

function One({ message }: { message: Message }) {
  const names = useNaming();
  const { role, text } = message;
  const who = role === 'assistant' ? names.node(message.node) : role === 'tool' ? message.tool : role;
  return (
    <>
      <span className={styles['role']}>
        {who}
        {role === 'tool' && ' answered'}
      </span>
      {role === 'tool' ? <Code>{asJson(text)}</Code> : text && <p className={styles['text']}>{text}</p>}
      {role === 'assistant' &&
        message.calls?.map(({ id, tool, args }) => (
          <p key={id} className={styles['call']}>
            calls {tool}(
            {Object.entries(args)
              .map(([key, value]) => `${key}: ${inline(value)}`)
              .join(', ')}
            )
          </p>
        ))}
    </>
  );
}

/** A tool's answer is often JSON in one line. */
function asJson(text: string): string {
  try {
    return pretty(JSON.parse(text));
  } catch {
    return text;
  }
}
