/** A handoff that a person must allow: what would be passed on, all of which they may change, and where it would go. */
import type { AskView, ContextPackage } from '@baton/shared/events';
import { Check, Undo2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { focusFirst } from '../../ui/focus.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Details } from '../Details.tsx';
import { Messages } from '../Messages.tsx';
import { useNaming } from '../naming.ts';
import { useRun } from '../runStore.ts';
import { count } from '../words.ts';
import type { AnswerErrors } from './answer.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { answerOf, type Changed, changesOf, elsewhere, schemaFor, unchanged } from './approval.ts';
import styles from './Ask.module.css';
import { PassedMessages } from './PassedMessages.tsx';
import type { QuestionProps } from './question.ts';

type Deciding = 'allow' | 'elsewhere' | 'refuse';

/** A model reads why its handoff was refused. Where a condition has led to it, the next one that fires has its turn. */
const refusalFor = ({ trigger }: ContextPackage, sender: string): { label: string; help: string } =>
  trigger === 'model' || trigger === 'capability'
    ? { label: `Why not, for ${sender}`, help: `${sender} goes on without this handoff, and reads these words.` }
    : {
        label: 'Why not (optional)',
        help: `${sender} goes on with the next handoff that fires. These words stay with the run.`,
      };

export function HandoffApproval({ ask, context, errors, sending, give }: QuestionProps & { context: ContextPackage }) {
  const names = useNaming();
  const [changed, setChanged] = useState<Changed>(() => unchanged(context));
  const [deciding, setDeciding] = useState<Deciding>('allow');
  const [comment, setComment] = useState('');
  const [to, setTo] = useState('');
  const decision = useRef<HTMLDivElement>(null);
  const turnTo = (next: Deciding): void => {
    flushSync(() => setDeciding(next));
    focusFirst(decision.current);
  };
  const changes = changesOf(context, changed) !== undefined;
  const sender = names.node(ask.node);
  const refusal = refusalFor(context, sender);
  const decide = (approved: boolean, elsewhere?: string): void =>
    void give(answerOf(ask, { approved, comment, to: elsewhere, changed }));

  return (
    <div className={styles['form']}>
      <Package ask={ask} context={context} changed={changed} errors={errors} onChange={setChanged} />
      <div ref={decision} className={styles['decision']}>
        {deciding === 'elsewhere' && (
          <SelectField
            label="Send it to"
            value={to}
            error={errors.get('/to')}
            choices={elsewhere(ask).map(({ id, place }) => ({ value: id, label: names.node(place) }))}
            onChange={setTo}
          />
        )}
        <TextField
          label={deciding === 'refuse' ? refusal.label : 'Comment (optional)'}
          help={deciding === 'refuse' ? refusal.help : undefined}
          value={comment}
          error={errors.get('/comment')}
          onChange={setComment}
        />
        {deciding === 'allow' && (
          <div className={cx(styles['buttons'], styles['atHand'])}>
            <Button look="primary" icon={<Check size={16} />} disabled={sending} onClick={() => decide(true)}>
              {changes ? 'Allow with changes' : 'Allow'}
            </Button>
            <Button disabled={sending} onClick={() => turnTo('elsewhere')}>
              Send elsewhere…
            </Button>
            <Button icon={<X size={16} />} disabled={sending} onClick={() => turnTo('refuse')}>
              Refuse…
            </Button>
            {changes && (
              <Button look="quiet" icon={<Undo2 size={16} />} onClick={() => setChanged(unchanged(context))}>
                As it was
              </Button>
            )}
          </div>
        )}
        {deciding !== 'allow' && (
          <div className={cx(styles['buttons'], styles['atHand'])}>
            {deciding === 'elsewhere' ? (
              <Button look="primary" disabled={sending || to === ''} onClick={() => decide(true, to)}>
                {changes ? 'Send with changes' : 'Send'}
              </Button>
            ) : (
              <Button look="primary" disabled={sending} onClick={() => decide(false)}>
                Refuse
              </Button>
            )}
            <Button look="quiet" disabled={sending} onClick={() => turnTo('allow')}>
              Back
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

interface PackageProps {
  ask: AskView;
  context: ContextPackage;
  changed: Changed;
  errors: AnswerErrors;
  onChange: (changed: Changed) => void;
}

function Package({ ask, context, changed, errors, onChange }: PackageProps) {
  const names = useNaming();
  const messages = useRun(({ view }) => view?.messages);
  const { left } = ask;
  const leaves = left !== undefined && left.messages.length + left.state.length > 0;
  return (
    <>
      <PassedMessages
        all={context.history}
        passed={changed.history}
        error={errors.get('/context/history')}
        onChange={(history) => onChange({ ...changed, history })}
      />
      <TextField
        label="Brief"
        rows={2}
        placeholder="Nothing but the messages"
        value={changed.brief}
        error={errors.get('/context/brief')}
        onChange={(brief) => onChange({ ...changed, brief })}
      />
      {Object.keys(context.args).length > 0 && (
        <fieldset className={styles['values']}>
          <legend>Said by the model</legend>
          <div className={styles['pairs']}>
            <AnswerFields
              schema={schemaFor(context.args)}
              answer={changed.args}
              errors={under(errors, '/context/args')}
              onChange={(args) => onChange({ ...changed, args })}
            />
          </div>
        </fieldset>
      )}
      {Object.keys(context.state).length > 0 && (
        <fieldset className={styles['values']}>
          <legend>State passed on</legend>
          <div className={styles['pairs']}>
            <AnswerFields
              schema={schemaFor(context.state, names.state)}
              answer={changed.state}
              errors={under(errors, '/context/state')}
              onChange={(state) => onChange({ ...changed, state })}
            />
          </div>
        </fieldset>
      )}
      {leaves && messages && (
        <Details summary={`Left behind: ${leftWords(left)}`}>
          {left.messages.length > 0 && <Messages ids={left.messages} messages={messages} />}
          {left.state.length > 0 && <p className={styles['aside']}>State: {left.state.join(', ')}</p>}
        </Details>
      )}
    </>
  );
}

const leftWords = ({ messages, state }: NonNullable<AskView['left']>): string =>
  [messages.length > 0 && count(messages.length, 'message'), state.length > 0 && count(state.length, 'state value')]
    .filter(Boolean)
    .join(', ');

/** The errors below a place, with paths that begin there. */
const under = (errors: AnswerErrors, place: string): AnswerErrors =>
  new Map(
    [...errors].flatMap(([path, words]) => (path.startsWith(`${place}/`) ? [[path.slice(place.length), words]] : [])),
  );
