/** A call of a tool that a person must allow: exactly what would be called, with exactly these arguments. */
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Code } from '../Details.tsx';
import { useNaming } from '../naming.ts';
import { pretty } from '../words.ts';
import { answerOf } from './approval.ts';
import styles from './Ask.module.css';
import type { QuestionProps } from './question.ts';

export function ToolApproval({ ask, errors, sending, give }: QuestionProps) {
  const [comment, setComment] = useState('');
  const sender = useNaming().node(ask.node);
  const decide = (approved: boolean): void => void give(answerOf(ask, { approved, comment }));
  return (
    <div className={styles['form']}>
      <Code label={`${sender} wants to call ${ask.tool ?? ''} with`}>{pretty(ask.args ?? {})}</Code>
      <TextField
        label="Comment (optional)"
        help={`After a refusal, ${sender} reads it in place of the result.`}
        value={comment}
        error={errors.get('/comment')}
        onChange={setComment}
      />
      <div className={cx(styles['buttons'], styles['atHand'])}>
        <Button look="primary" icon={<Check size={16} />} disabled={sending} onClick={() => decide(true)}>
          Allow
        </Button>
        <Button icon={<X size={16} />} disabled={sending} onClick={() => decide(false)}>
          Refuse
        </Button>
      </div>
    </div>
  );
}
