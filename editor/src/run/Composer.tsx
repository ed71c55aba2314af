/** Where a message is written and sent; while a run is under way, where it is stopped. */
import { Play, Square } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useMay } from '../api/useSession.ts';
import { pathTo } from '../routing/router.ts';
import { Link } from '../routing/Link.tsx';
import { Button } from '../ui/Button.tsx';
import { keyWords } from '../ui/Kbd.tsx';
import { compose, newerThan, olderThan, sentBefore, useComposer } from './composer.ts';
import styles from './Composer.module.css';
import { MessagesToTry } from './MessagesToTry.tsx';
import { type ProblemPlaces, Refused } from './Refused.tsx';
import { useRun } from './runStore.ts';
import { isLive, stopRun } from './session.ts';

interface ComposerProps {
  /** Messages worth trying; one click puts one into the box. */
  suggestions: readonly string[];
  /** Every model of the graph is the embedded one. */
  scripted: boolean;
  places: ProblemPlaces;
  onSend: () => void;
}

export function Composer({ suggestions, scripted, places, onSend }: ComposerProps) {
  const text = useComposer((composer) => composer.text);
  const underWay = useRun((run) => isLive(run) || run.asking === 'start');
  // A person is asked: what there is to write belongs into the answer.
  const asked = useRun(({ view }) => view?.status === 'paused' && view.asks.some(({ open }) => open));
  const stopping = useRun(({ asking }) => asking === 'stop');
  const mayRun = useMay('run');
  const maySet = useMay('admin');
  const refusal = useRun((run) => run.refusal);
  const box = useRef<HTMLTextAreaElement>(null);
  const sent = useSent();
  // What was sent last is what one most often wants to see again, after a change of the graph.
  const others = [...new Set([...sent.slice(0, 1), ...suggestions])].filter((suggestion) => suggestion !== text);
  const take = (message: string): void => {
    compose(message);
    box.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const recalled = recall(event, sent);
    if (recalled !== undefined) {
      event.preventDefault();
      compose(recalled);
      return;
    }
    // Enter sends, as in a chat; Shift+Enter is a new line. Ctrl or ⌘ with Enter is the action of the whole screen.
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return;
    event.preventDefault();
    onSend();
  };
  if (asked || !mayRun) return null;
  return (
    <div className={styles['composer']}>
      {refusal && (
        <Refused refusal={refusal} places={places} onDismiss={() => useRun.setState({ refusal: undefined })} />
      )}
      {!underWay && others.length > 0 && <MessagesToTry messages={others} onChoose={take} />}
      <div className={styles['box']}>
        <textarea
          ref={box}
          className={styles['input']}
          aria-label="Message"
          data-composer
          placeholder={underWay ? 'The next message, for when this run is over' : 'A message to try the graph with'}
          rows={1}
          value={text}
          onChange={(event) => compose(event.target.value)}
          onKeyDown={press}
        />
        {underWay ? (
          <Button icon={<Square size={14} />} disabled={stopping} onClick={() => void stopRun()}>
            Stop
          </Button>
        ) : (
          <Button
            icon={<Play size={14} />}
            title={keyWords('mod+enter')}
            disabled={text.trim() === ''}
            onClick={onSend}
          >
            Run
          </Button>
        )}
      </div>
      {scripted && !underWay && (
        <p className={styles['quiet']}>
          Runs on the embedded script model. {maySet && <Link href={pathTo.settings}>Add a key or a local server</Link>}
        </p>
      )}
    </div>
  );
}

function useSent(): string[] {
  const earlier = useRun((run) => run.earlier);
  const now = useRun(({ view }) => view?.input);
  return useMemo(() => sentBefore([...earlier.map(({ input }) => input), now]), [earlier, now]);
}

/** The arrows bring sent messages back, where there is no line for them to go to. */
function recall({ key, currentTarget, ...event }: KeyboardEvent<HTMLTextAreaElement>, sent: readonly string[]) {
  const { value, selectionStart, selectionEnd } = currentTarget;
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || selectionStart !== selectionEnd)
    return undefined;
  if (key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n')) return olderThan(value, sent);
  if (key === 'ArrowDown' && !value.slice(selectionEnd).includes('\n')) return newerThan(value, sent);
  return undefined;
}
