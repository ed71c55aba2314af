/** The form of an open question: a text, yes or no, or whatever its schema asks for. Checked here as the server will. */
import type { AskView } from '@baton/shared/events';
import type { Json, JsonObject } from '@baton/shared/graph';
import { Check, X } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type AnswerErrors, blankAnswer, checkAnswer, errorsOf, fieldsOf } from './answer.ts';
import { AnswerFields } from './AnswerFields.tsx';
import styles from './Ask.module.css';
import { giveAnswer } from './session.ts';

interface KindProps {
  ask: AskView;
  errors: AnswerErrors;
  sending: boolean;
  give: (answer: Json) => void;
}

/** By the kind of answer that a question asks for. */
function OfItsKind(props: KindProps) {
  const { answer, schema } = props.ask;
  if (answer === 'approval') return <Approval {...props} />;
  if (answer === 'takeover') return <Takeover />;
  return answer !== 'text' && fieldsOf(schema) ? <Form {...props} /> : <Text {...props} />;
}

export function AnswerForm({ ask }: { ask: AskView }) {
  const [errors, setErrors] = useState<AnswerErrors>(new Map());
  const [sending, setSending] = useState(false);
  const give = async (answer: Json): Promise<void> => {
    const wrong = checkAnswer(ask.schema, answer);
    setErrors(wrong);
    if (wrong.size > 0) return;
    setSending(true);
    const refusal = await giveAnswer(ask.ask, answer);
    setSending(false);
    if (refusal) setErrors(refusal.problems.length > 0 ? errorsOf(refusal.problems) : new Map([['', refusal.message]]));
  };
  const whole = errors.get('');
  return (
    <>
      <OfItsKind ask={ask} errors={errors} sending={sending} give={(answer) => void give(answer)} />
      {whole !== undefined && (
        <p className={styles['error']} role="alert">
          {whole}
        </p>
      )}
    </>
  );
}

function Approval({ errors, sending, give }: KindProps) {
  const [comment, setComment] = useState('');
  const answer = (approved: boolean): Json => ({ approved, ...(comment.trim() && { comment: comment.trim() }) });
  return (
    <div className={styles['form']}>
      <TextField label="Comment (optional)" value={comment} error={errors.get('/comment')} onChange={setComment} />
      <div className={styles['buttons']}>
        <Button look="primary" icon={<Check size={16} />} disabled={sending} onClick={() => give(answer(true))}>
          Approve
        </Button>
        <Button icon={<X size={16} />} disabled={sending} onClick={() => give(answer(false))}>
          Refuse
        </Button>
      </div>
    </div>
  );
}

function Text({ sending, give }: KindProps) {
  const [text, setText] = useState('');
  return (
    <Submitted sending={sending} give={() => give(text.trim())}>
      <TextField label="Answer" rows={2} value={text} onChange={setText} />
    </Submitted>
  );
}

function Form({ ask, errors, sending, give }: KindProps) {
  const [answer, setAnswer] = useState<JsonObject>(() => blankAnswer(ask.schema));
  return (
    <Submitted sending={sending} give={() => give(answer)}>
      <AnswerFields schema={ask.schema} answer={answer} errors={errors} onChange={setAnswer} />
    </Submitted>
  );
}

function Takeover() {
  return <p className={styles['aside']}>Taking over a conversation cannot be done here yet. Stop the run to go on.</p>;
}

interface SubmittedProps {
  sending: boolean;
  give: () => void;
  children: ReactNode;
}

function Submitted({ sending, give, children }: SubmittedProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    give();
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      {children}
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" disabled={sending}>
          Answer
        </Button>
      </div>
    </form>
  );
}
