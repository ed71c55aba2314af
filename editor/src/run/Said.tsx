/** What a node has said: words as words, the JSON of structured output as its fields. */
import styles from './Conversation.module.css';
import { Entries, Fields } from './Fields.tsx';
import { Markdown } from './Markdown.tsx';
import { looksStructured, structured } from './structured.ts';

export function Said({ text }: { text: string }) {
  const values = structured(text);
  if (Array.isArray(values)) return <Entries values={values} />;
  if (values) return <Fields values={values} />;
  return looksStructured(text) ? <p className={styles['writing']}>{text}</p> : <Markdown text={text} />;
}
