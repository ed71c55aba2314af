/** A question to a person: while it is open the form that it asks for, then what was answered. */
import type { AskView } from '@baton/shared/events';
import { isObject, type Json } from '@baton/shared/graph';
import { ArrowRight, Check, UserRound, X } from 'lucide-react';
import { memo } from 'react';
import { useMay } from '../../api/useSession.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { placeOf } from './approval.ts';
import styles from './Ask.module.css';
import { Markdown } from '../Markdown.tsx';
import { useNaming } from '../naming.ts';
import { useRun } from '../runStore.ts';
import { inline } from '../words.ts';
import { Talk } from './Takeover.tsx';
import { TimeLeft } from './TimeLeft.tsx';

export const Ask = memo(function Ask({ ask }: { ask: AskView }) {
  const names = useNaming();
  // A question that is looked at in a replay was answered long ago.
  const replaying = useRun((run) => run.replay !== undefined);
  const open = ask.open && !replaying;
  const mayAnswer = useMay('run');
  const { node, assignee, handoff, tool, question, summary, given, until, answers } = ask;
  const about = handoff === undefined ? tool : names.handoff(handoff);
  const what = about === undefined ? names.node(node) : `${names.node(node)}: ${about}`;
  return (
    <section
      className={styles['ask']}
      data-open={open || undefined}
      tabIndex={open ? -1 : undefined}
      data-talk={answers.length > 0 || undefined}
      aria-label={`Question from ${what}`}
    >
      <h4 className={styles['who']}>
        <UserRound size={13} aria-hidden />
        <span className={styles['names']}>
          {what}
          {ask.to !== undefined && (
            <>
              {' '}
              <ArrowRight size={12} aria-label="to" /> {names.node(ask.to)}
            </>
          )}
          {assignee !== undefined && <span className={styles['aside']}> for {assignee}</span>}
        </span>
        {open && until !== undefined && <TimeLeft until={until} />}
      </h4>
      {question && <Markdown text={question} />}
      {summary && <p className={styles['summary']}>{handoff === undefined ? summary : `Why: ${summary}`}</p>}
      {ask.answer === 'takeover' && <Talk node={node} answers={answers} />}
      {open && mayAnswer && <AnswerForm ask={ask} />}
      {open && !mayAnswer && <p className={styles['aside']}>Waits for an answer.</p>}
      {!ask.open && given === undefined && <p className={styles['aside']}>Not answered.</p>}
      {!open && given !== undefined && <Given ask={ask} answer={given} />}
    </section>
  );
});

function Given({ ask, answer }: { ask: AskView; answer: Json }) {
  const names = useNaming();
  const said = isObject(answer) ? answer : {};
  const approved = typeof said['approved'] === 'boolean' ? said['approved'] : undefined;
  const comment = typeof said['comment'] === 'string' ? said['comment'] : '';
  const elsewhere = typeof said['to'] === 'string' ? said['to'] : undefined;
  return (
    <p className={styles['given']} title={ask.by && `Answered by ${ask.by}`}>
      {approved === true && <Check size={14} aria-hidden />}
      {approved === false && <X size={14} aria-hidden />}
      {ask.answer === 'takeover'
        ? 'Handed back'
        : approved === undefined
          ? inline(answer)
          : approved
            ? approvedWords(elsewhere && names.node(placeOf(ask.node, elsewhere)), said['context'] !== undefined)
            : 'Refused'}
      {comment && <q>{comment}</q>}
    </p>
  );
}

function approvedWords(elsewhere: string | undefined, changed: boolean): string {
  const sent = elsewhere === undefined ? 'Approved' : `Sent to ${elsewhere}`;
  return changed ? `${sent}, with changes` : sent;
}
