/** A question to a person: while it is open the form that it asks for, then what was answered. */
import type { AskView } from '@baton/shared/events';
import { isObject, type Json } from '@baton/shared/graph';
import { Check, UserRound, X } from 'lucide-react';
import { memo } from 'react';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './Ask.module.css';
import { Markdown } from './Markdown.tsx';
import { useNaming } from './naming.ts';
import { inline } from './words.ts';

export const Ask = memo(function Ask({ ask }: { ask: AskView }) {
  const names = useNaming();
  const { open, node, assignee, handoff, question, summary, given } = ask;
  const what = handoff === undefined ? names.node(node) : `${names.node(node)}: ${names.handoff(handoff)}`;
  return (
    <section className={styles['ask']} data-open={open || undefined} aria-label={`Question from ${what}`}>
      <h4 className={styles['who']}>
        <UserRound size={13} aria-hidden />
        {what}
        {assignee !== undefined && <span className={styles['aside']}>for {assignee}</span>}
      </h4>
      {question && <Markdown text={question} />}
      {summary && <p className={styles['summary']}>{summary}</p>}
      {open && <AnswerForm ask={ask} />}
      {!open && given === undefined && <p className={styles['aside']}>Not answered.</p>}
      {given !== undefined && <Given answer={given} by={ask.by} />}
    </section>
  );
});

function Given({ answer, by }: { answer: Json; by: string | undefined }) {
  const approved = isObject(answer) && typeof answer['approved'] === 'boolean' ? answer['approved'] : undefined;
  const comment = isObject(answer) && typeof answer['comment'] === 'string' ? answer['comment'] : '';
  return (
    <p className={styles['given']} title={by && `Answered by ${by}`}>
      {approved === true && <Check size={14} aria-hidden />}
      {approved === false && <X size={14} aria-hidden />}
      {approved === undefined ? inline(answer) : approved ? 'Approved' : 'Refused'}
      {comment && <q>{comment}</q>}
    </p>
  );
}
