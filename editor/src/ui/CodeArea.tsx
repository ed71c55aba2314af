/**
 * A text area that marks pieces of its text and completes what is typed. The browser's own text area is in front, so
 * that typing, selecting, spelling and screen readers work as everywhere; the marks are drawn on a copy behind it.
 */
import { type CSSProperties, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './CodeArea.module.css';
import controls from './control.module.css';
import { cx } from './cx.ts';
import type { FieldControl } from './Field.tsx';
import { type Mark, piecesOf } from './marks.ts';
import { nothing, useReadOnly } from './readOnly.ts';
import { Suggestions, type Suggested } from './Suggestions.tsx';

export interface CodeAreaProps {
  control: FieldControl;
  value: string;
  onChange: (value: string) => void;
  marks: readonly Mark[];
  /** What could be written where the cursor is: unasked, only what goes on from what was begun there. */
  complete: (text: string, offset: number, asked: boolean) => Suggested | undefined;
  mono?: boolean;
  /** Lines to begin with; it grows with what is typed. */
  rows?: number;
  placeholder?: string | undefined;
}

export function CodeArea({
  control,
  value,
  onChange,
  marks,
  complete,
  mono = false,
  rows = 1,
  placeholder,
}: CodeAreaProps) {
  const id = useId();
  const readOnly = useReadOnly();
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  /** Where the cursor goes once the chosen text is there. */
  const cursor = useRef<number>(undefined);
  const [offered, setOffered] = useState<Suggested & { chosen: number }>();
  const close = (): void => setOffered(undefined);
  const offer = (text: string, offset: number, asked: boolean): void => {
    const found = complete(text, offset, asked);
    setOffered(found && { ...found, chosen: 0 });
  };

  useLayoutEffect(() => {
    if (cursor.current === undefined) return;
    area.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = undefined;
  });

  const type = (text: string, offset: number): void => {
    onChange(text);
    offer(text, offset, false);
  };
  const choose = (index: number): void => {
    const option = offered?.options[index];
    if (!offered || !option) return;
    cursor.current = offered.from + (option.cursor ?? option.insert.length);
    onChange(value.slice(0, offered.from) + option.insert + value.slice(offered.to));
    area.current?.focus();
    close();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      return offer(value, event.currentTarget.selectionStart, true);
    }
    if (!offered || event.nativeEvent.isComposing) return;
    const count = offered.options.length;
    const move = { ArrowDown: 1, ArrowUp: count - 1 }[event.key];
    if (move !== undefined) setOffered({ ...offered, chosen: (offered.chosen + move) % count });
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered.chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles['area']} style={{ '--rows': readOnly && value === '' ? 1 : rows } as CSSProperties}>
      <div ref={copy} className={cx(styles['copy'], mono && controls['mono'])} aria-hidden>
        {piecesOf(value, marks, offered && [offered.from]).map(({ start, text, tones }) => (
          <span
            key={start}
            ref={start === offered?.from ? anchor : undefined}
            className={cx(...tones.map((tone) => styles[tone]))}
          >
            {text}
          </span>
        ))}
        {/* A last empty line takes room in a text area, and none here without a letter on it. */}
        {'\u200b'}
      </div>
      <textarea
        {...control}
        data-line={rows === 1 || undefined}
        ref={area}
        className={cx(controls['control'], controls['area'], styles['text'], mono && controls['mono'])}
        value={value}
        placeholder={readOnly ? nothing : placeholder}
        spellCheck={!mono}
        autoCapitalize={mono ? 'off' : undefined}
        autoComplete="off"
        aria-autocomplete="list"
        aria-controls={offered && id}
        aria-activedescendant={offered && `${id}-${offered.chosen}`}
        onChange={(event) => type(event.target.value, event.target.selectionStart)}
        onKeyDown={press}
        onBlur={close}
        onSelect={({ currentTarget: { selectionStart: at } }) => {
          if (offered && (at < offered.from || at > offered.to + 1)) close();
        }}
        onScroll={(event) => {
          if (copy.current) copy.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
      {offered && (
        <Suggestions
          id={id}
          options={offered.options}
          chosen={offered.chosen}
          at={() => anchor.current?.getBoundingClientRect()}
          onChoose={choose}
        />
      )}
    </div>
  );
}
