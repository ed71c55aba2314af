/** A person who has taken over talks with the user until they hand back. Who tries a graph here speaks for both. */
import { isObject, type Json } from '@baton/shared/graph';
import { Send, Undo2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../ui/Button.tsx';
import { focusFirst } from '../../ui/focus.ts';
import { Segments } from '../../ui/Segments.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useNaming } from '../naming.ts';
import styles from './Takeover.module.css';
import type { QuestionProps } from './question.ts';

type Voice = 'say' | 'user';

export function Takeover({ ask, sending, give }: QuestionProps) {
  const name = useNaming().node(ask.node);
  const [voice, setVoice] = useState<Voice>('say');
  const [text, setText] = useState('');
  const [handing, setHanding] = useState(false);
  const [note, setNote] = useState('');
  const form = useRef<HTMLDivElement>(null);
  const turnTo = (hands: boolean): void => {
    flushSync(() => setHanding(hands));
    focusFirst(form.current);
  };
  const words = text.trim();
  const send = (): void => {
    if (words === '' || sending) return;
    void give(voice === 'say' ? { say: words } : { user: words }).then((taken) => taken && setText(''));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  if (handing) {
    return (
      <div ref={form} className={styles['form']}>
        <TextField label="Note for whoever goes on (optional)" rows={2} value={note} onChange={setNote} />
        <div className={styles['buttons']}>
          <Button
            look="primary"
            icon={<Undo2 size={16} />}
            disabled={sending}
            onClick={() => void give({ done: true, ...(note.trim() && { note: note.trim() }) })}
          >
            Hand back
          </Button>
          <Button look="quiet" disabled={sending} onClick={() => turnTo(false)}>
            Go on talking
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div ref={form} className={styles['form']}>
      <div>
        <Segments<Voice>
          label="Who speaks"
          value={voice}
          segments={[
            { value: 'say', label: `As ${name}` },
            { value: 'user', label: 'As the user' },
          ]}
          onChange={setVoice}
        />
      </div>
      <div className={styles['box']}>
        <textarea
          className={styles['input']}
          aria-label={voice === 'say' ? `Words of ${name} to the user` : 'Words of the user'}
          placeholder={voice === 'say' ? 'What you say to the user' : 'What the user says'}
          rows={1}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
        />
        <Button look="primary" icon={<Send size={14} />} disabled={sending || words === ''} onClick={send}>
          Say
        </Button>
      </div>
      <div className={styles['buttons']}>
        <Button icon={<Undo2 size={16} />} disabled={sending} onClick={() => turnTo(true)}>
          Hand back…
        </Button>
      </div>
    </div>
  );
}

/** What was said so far, and the note with which it was handed back. */
export function Talk({ node, answers }: { node: string; answers: readonly Json[] }) {
  const name = useNaming().node(node);
  const lines = answers.flatMap((answer) => lineOf(answer));
  if (lines.length === 0) return null;
  return (
    <ol className={styles['talk']} aria-label="What was said">
      {lines.map(({ voice, text }, index) => (
        // What was said stays said: no line ever changes its place.
        <li key={index} data-voice={voice}>
          <span className={styles['who']}>{{ say: name, user: 'User', note: 'Note' }[voice]}</span>
          <span className={styles['words']}>{text}</span>
        </li>
      ))}
    </ol>
  );
}

function lineOf(answer: Json): { voice: Voice | 'note'; text: string }[] {
  if (!isObject(answer)) return [];
  return (['say', 'user', 'note'] as const).flatMap((voice) => {
    const text = answer[voice];
    return typeof text === 'string' ? [{ voice, text }] : [];
  });
}
