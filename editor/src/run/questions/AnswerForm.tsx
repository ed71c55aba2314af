/** The form of an open question, by the kind of answer that it asks for. Checked here as the server will. */
import type { AskView } from '@baton/shared/events';
import type { Json, JsonObject } from '@baton/shared/graph';
import { Check, X } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { TextField } from '../../ui/TextField.tsx';
import { type AnswerErrors, blankAnswer, checkAnswer, errorsOf, fieldsOf } from './answer.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { answerOf } from './approval.ts';
import styles from './Ask.module.css';
import { HandoffApproval } from './HandoffApproval.tsx';
import type { QuestionProps } from './question.ts';
import { Takeover } from './Takeover.tsx';
import { ToolApproval } from './ToolApproval.tsx';
import { giveAnswer } from '../session.ts';

/** By the kind of answer that a question asks for; it gives the answer to whoever shows it. */
export function QuestionForm(props: QuestionProps) {
  const { answer, schema, context, tool } = props.ask;
  if (answer === 'takeover') return <Takeover {...props} />;
  if (answer === 'approval' && context) return <HandoffApproval {...props} context={context} />;
  if (answer === 'approval' && tool !== undefined) return <ToolApproval {...props} />;
  if (answer === 'approval') return <Approval {...props} />;
  return answer !== 'text' && fieldsOf(schema) ? <Form {...props} /> : <Text {...props} />;
}

export function AnswerForm({ ask }: { ask: AskView }) {
  const [errors, setErrors] = useState<AnswerErrors>(new Map());
  const [sending, setSending] = useState(false);
  const give = async (answer: Json): Promise<boolean> => {
    const wrong = checkAnswer(ask.schema, answer);
    setErrors(wrong);
    if (wrong.size > 0) return false;
    setSending(true);
    const refusal = await giveAnswer(ask.ask, answer);
    setSending(false);
    if (refusal) setErrors(refusal.problems.length > 0 ? errorsOf(refusal.problems) : new Map([['', refusal.message]]));
    return refusal === undefined;
  };
  const whole = errors.get('') ?? unplaced(ask, errors);
  return (
    <>
      <QuestionForm ask={ask} errors={errors} sending={sending} give={give} />
      {whole !== undefined && (
        <p className={styles['error']} role="alert">
          {whole}
        </p>
      )}
    </>
  );
}

/** An error at a place that the form of an approval or a takeover has no field for. */
function unplaced({ answer }: AskView, errors: AnswerErrors): string | undefined {
  if (answer !== 'approval' && answer !== 'takeover') return undefined;
  return [...errors].find(([path]) => path !== '/comment' && path !== '/to')?.[1];
}

function Approval({ ask, errors, sending, give }: QuestionProps) {
  const [comment, setComment] = useState('');
  const decide = (approved: boolean): void => void give(answerOf(ask, { approved, comment }));
  return (
    <div className={styles['form']}>
      <TextField label="Comment (optional)" value={comment} error={errors.get('/comment')} onChange={setComment} />
      <div className={cx(styles['buttons'], styles['atHand'])}>
        <Button look="primary" icon={<Check size={16} />} disabled={sending} onClick={() => decide(true)}>
          Approve
        </Button>
        <Button icon={<X size={16} />} disabled={sending} onClick={() => decide(false)}>
          Refuse
        </Button>
      </div>
    </div>
  );
}

function Text({ sending, give }: QuestionProps) {
  const [text, setText] = useState('');
  return (
    <Submitted sending={sending} give={() => void give(text.trim())}>
      <TextField label="Answer" rows={2} value={text} onChange={setText} />
    </Submitted>
  );
}

function Form({ ask, errors, sending, give }: QuestionProps) {
  const [answer, setAnswer] = useState<JsonObject>(() => blankAnswer(ask.schema));
  return (
    <Submitted sending={sending} give={() => void give(answer)}>
      <AnswerFields schema={ask.schema} answer={answer} errors={errors} onChange={setAnswer} />
    </Submitted>
  );
}

interface SubmittedProps {
  sending: boolean;
  give: () => void;
  children: ReactNode;
}

function Submitted({ sending, give, children }: SubmittedProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!sending) give();
  };
  useEffect(() => submitByKey(form.current), []);
  return (
    <form className={styles['form']} onSubmit={submit} ref={form}>
      {children}
      <div className={cx(styles['buttons'], styles['atHand'])}>
        <Button type="submit" look="primary" disabled={sending}>
          Answer
        </Button>
      </div>
    </form>
  );
}

/** Ctrl or ⌘ with Enter is the action of the whole screen; in the answer to a question it is to give it. */
function submitByKey(form: HTMLFormElement | null): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form?.requestSubmit();
  };
  form?.addEventListener('keydown', listen);
  return () => form?.removeEventListener('keydown', listen);
}
