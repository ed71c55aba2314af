/** Everything by its name: type a few letters, Enter does it. What was chosen last is at hand before anything is typed. */
import { createElement, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { GraphSummary } from '@baton/shared/api';
import { listGraphs } from '../../api/graphs.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { everywhere } from '../actions/everywhere.ts';
import styles from './CommandPalette.module.css';
import { useCommands } from './commands.ts';
import { entriesOf, type Entry, find } from './entries.ts';
import { partsOf } from './fuzzy.ts';
import { keepRecent, recent } from './recent.ts';

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { actions, targets } = useCommands();
  const graphs = useGraphNames();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // A click beside it: the dialog's own area is what is not covered by its body.
    const outside = (event: MouseEvent): void => void (event.target === element && onClose());
    element?.addEventListener('mousedown', outside);
    return () => {
      element?.removeEventListener('mousedown', outside);
      element?.close();
    };
  }, [onClose]);
  const lately = useMemo(() => recent(), []);
  const entries = useMemo(() => entriesOf([...actions, ...everywhere], targets(), graphs), [actions, targets, graphs]);
  const found = useMemo(() => find(entries, query, lately), [entries, query, lately]);
  const current = Math.min(chosen, found.length - 1);

  const take = (entry: Entry | undefined): void => {
    if (!entry) return;
    keepRecent(entry.key);
    onClose();
    // After the dialog has given the focus back, so that what is done may place it.
    requestAnimationFrame(entry.run);
  };
  const press = (event: KeyboardEvent): void => {
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: current >= last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
      PageDown: Math.min(last, current + 8),
      PageUp: Math.max(0, current - 8),
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setChosen(next);
      dialog.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      take(found[current]?.entry);
    }
  };

  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-label="Find anything"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles['body']}>
        <input
          className={styles['input']}
          role="combobox"
          aria-label="Find a node, an action or a graph"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={found.length > 0 ? `${list}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="Find a node, an action, a graph"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A select would take the focus from what is typed. */}
        <div id={list} role="listbox" aria-label="Found" className={styles['list']}>
          {found.map(({ entry, marks }, index) => (
            <button
              key={entry.key}
              id={`${list}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- As above.
              role="option"
              type="button"
              tabIndex={-1}
              aria-selected={index === current}
              className={styles['entry']}
              onClick={() => take(entry)}
              onMouseMove={() => setChosen(index)}
            >
              {typeof entry.icon === 'string' ? (
                <Icon name={entry.icon} />
              ) : (
                createElement(entry.icon, { size: 16, strokeWidth: 1.75, 'aria-hidden': true })
              )}
              <span className={styles['label']}>
                <Marked text={entry.label} marks={marks} />
              </span>
              <span className={styles['detail']}>{entry.detail}</span>
              {entry.shortcut ? <Kbd keys={entry.shortcut} /> : <span className={styles['kind']}>{entry.kind}</span>}
            </button>
          ))}
        </div>
        {found.length === 0 && <p className={styles['none']}>Nothing is called “{query}”.</p>}
      </div>
    </dialog>
  );
}

/** The letters that were typed stand out. */
function Marked({ text, marks }: { text: string; marks: readonly number[] }) {
  return partsOf(text, marks).map(({ at, part, marked }) => (marked ? <b key={at}>{part}</b> : part));
}

/** The stored graphs; nothing while they are being read or cannot be. */
function useGraphNames(): readonly GraphSummary[] {
  const [graphs, setGraphs] = useState<readonly GraphSummary[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    listGraphs(abort.signal).then(setGraphs, () => undefined);
    return () => abort.abort();
  }, []);
  return graphs;
}
