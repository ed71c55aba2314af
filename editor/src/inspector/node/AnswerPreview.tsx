/** A person's question as it will stand in the test panel, to be tried: what is answered here goes nowhere. */
import type { AskView } from '@baton/shared/events';
import { isObject } from '@baton/shared/graph';
import type { NodeOf } from '@baton/shared/nodes';
import { useState } from 'react';
import { type AnswerErrors, checkAnswer } from '../../run/questions/answer.ts';
import { QuestionForm } from '../../run/questions/AnswerForm.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from '../Inspector.module.css';

export function AnswerPreview({ node }: { node: NodeOf<'human'> }) {
  const { answer = 'text', ask = '' } = node;
  return (
    <Section name="answer-preview" title="What they will see" open>
      <div className={styles['value']}>
        {ask !== '' && <p className={styles['question']}>{ask}</p>}
        {/* Another shape is another form, with nothing filled in yet. */}
        <Tried key={JSON.stringify(answer)} node={node} />
      </div>
    </Section>
  );
}

function Tried({ node }: { node: NodeOf<'human'> }) {
  const [errors, setErrors] = useState<AnswerErrors>(new Map());
  const [fits, setFits] = useState(false);
  const asked = askOf(node);
  return (
    <>
      <QuestionForm
        ask={asked}
        errors={errors}
        sending={false}
        give={(answer) => {
          const wrong = checkAnswer(asked.schema, answer);
          setErrors(wrong);
          setFits(wrong.size === 0);
          return Promise.resolve(false);
        }}
      />
      <output className={styles['note']}>
        {fits ? 'This answer fits; a run would go on with it.' : 'A preview: answers given here go nowhere.'}
      </output>
    </>
  );
}

function askOf({ id, ask = '', answer = 'text' }: NodeOf<'human'>): AskView {
  const form = isObject(answer);
  return {
    ask: id,
    node: id,
    question: ask,
    answer: form ? 'form' : answer,
    schema: form ? answer : {},
    summary: '',
    visit: 0,
    seq: 0,
    open: true,
    before: { text: '', tools: 0, models: 0 },
    answers: [],
  };
}
