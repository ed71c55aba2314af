/** Where a message is written and sent; while a run is under way, where it is stopped. */
import { Play, Square } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { pathTo } from '../routing/router.ts';
import { Link } from '../routing/Link.tsx';
import { Button } from '../ui/Button.tsx';
import { keyWords } from '../ui/Kbd.tsx';
import { compose, useComposer } from './composer.ts';
import styles from './Composer.module.css';
import { useRun } from './runStore.ts';
import { isLive, stopRun } from './session.ts';

interface ComposerProps {
  /** Messages worth trying; one click puts one into the box. */
  suggestions: readonly string[];
  /** Every model of the graph is the embedded one. */
  scripted: boolean;
  onSend: () => void;
}

export function Composer({ suggestions, scripted, onSend }: ComposerProps) {
  const text = useComposer((composer) => composer.text);
  const underWay = useRun((run) => isLive(run) || run.asking === 'start');
  // A person is asked: what there is to write belongs into the answer.
  const asked = useRun(({ view }) => view?.status === 'paused' && view.asks.some(({ open }) => open));
  const stopping = useRun(({ asking }) => asking === 'stop');
  const refusal = useRun((run) => run.refusal);
  const others = suggestions.filter((suggestion) => suggestion !== text);
  const press = (event: KeyboardEvent): void => {
    // Enter sends, as in a chat; Shift+Enter is a new line. Ctrl or ⌘ with Enter is the action of the whole screen.
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return;
    event.preventDefault();
    onSend();
  };
  if (asked) return null;
  return (
    <div className={styles['composer']}>
      {refusal && (
        <div className={styles['refusal']} role="alert">
          <p>{refusal.message}</p>
          {refusal.problems.length > 0 && (
            <ul>
              {refusal.problems.map(({ path, message }) => (
                <li key={`${path} ${message}`}>{message}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {!underWay && others.length > 0 && (
        <ul className={styles['suggestions']} aria-label="Messages to try">
          {others.map((suggestion) => (
            <li key={suggestion}>
              <button type="button" title={suggestion} onClick={() => compose(suggestion)}>
                {suggestion}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['box']}>
        <textarea
          className={styles['input']}
          aria-label="Message"
          data-composer
          placeholder="A message to try the graph with"
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
          Runs on the embedded script model. <Link href={pathTo.settings}>Add a key or a local server</Link>
        </p>
      )}
    </div>
  );
}
