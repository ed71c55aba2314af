/** One of many, found by typing: a field that keeps the focus, and what was found below it. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import styles from './ChoiceList.module.css';
import { matching, type Named } from './matching.ts';

export interface ListedChoice extends Named {
  key: string;
  icon?: ReactNode;
}

interface ChoiceListProps<Choice extends ListedChoice> {
  /** What is chosen, for a screen reader. */
  label: string;
  placeholder: string;
  choices: readonly Choice[];
  onChoose: (choice: Choice) => void;
  /** A key that means something to whoever shows the list. @returns whether it was one. */
  onKey?: (key: string) => boolean;
  /** Stands below the list. */
  note?: ReactNode;
}

/** More than these nobody looks through; typing brings up the others. */
const shown = 100;
const page = 8;

export function ChoiceList<Choice extends ListedChoice>(props: ChoiceListProps<Choice>) {
  const { label, placeholder, choices, onChoose, onKey, note } = props;
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  useEffect(() => field.current?.focus(), []);
  const all = useMemo(() => matching(choices, typed), [choices, typed]);
  const found = all.slice(0, shown);
  const last = found.length - 1;
  const current = Math.min(at, last);

  const press = (event: KeyboardEvent): void => {
    // What is typed here is no shortcut of what lies below.
    event.stopPropagation();
    const chosen = found[current];
    const moves: { [key: string]: number } = {
      ArrowDown: current >= last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
      PageDown: Math.min(last, current + page),
      PageUp: Math.max(0, current - page),
    };
    const next = moves[event.key];
    if (next !== undefined) setAt(Math.max(0, next));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (chosen) onChoose(chosen);
    } else if (!onKey?.(event.key)) return;
    event.preventDefault();
  };

  return (
    <>
      <input
        ref={field}
        className={styles['field']}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={last >= 0 ? `${list}-${current}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A select would take the focus from the field. */}
      <div id={list} className={styles['list']} role="listbox" aria-label={label} data-empty={last < 0 || undefined}>
        {found.map((choice, index) => (
          <Option
            key={choice.key}
            id={`${list}-${index}`}
            choice={choice}
            chosen={index === current}
            take={() => onChoose(choice)}
            point={() => setAt(index)}
          />
        ))}
      </div>
      {last < 0 && <p className={styles['none']}>Nothing is called that.</p>}
      {all.length > shown && (
        <p className={styles['more']}>{`${(all.length - shown).toLocaleString('en')} more: type to find them`}</p>
      )}
      {note !== undefined && <div className={styles['more']}>{note}</div>}
    </>
  );
}

interface OptionProps {
  id: string;
  choice: ListedChoice;
  chosen: boolean;
  take: () => void;
  point: () => void;
}

function Option({ id, choice: { title, help, icon }, chosen, take, point }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The field has the keys.
    <div
      ref={element}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- As above.
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={styles['option']}
      title={title}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={take}
      onPointerMove={point}
    >
      {icon}
      <span className={styles['words']}>
        <span>{title}</span>
        {help !== undefined && <span className={styles['help']}>{help}</span>}
      </span>
    </div>
  );
}
