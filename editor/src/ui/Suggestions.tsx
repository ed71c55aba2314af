/** What could be written at the cursor, as a list under it: over everything else, and chosen by key or by click. */
import { useLayoutEffect, useRef } from 'react';
import styles from './CodeArea.module.css';

export interface Suggestion {
  label: string;
  insert: string;
  /** Where the cursor goes within `insert`; its end where left out. */
  cursor?: number;
  detail: string;
  help?: string;
}
export interface Suggested {
  /** What a choice replaces. */
  from: number;
  to: number;
  options: readonly Suggestion[];
}

interface SuggestionsProps {
  id: string;
  options: readonly Suggestion[];
  chosen: number;
  /** Where the text is that a choice replaces. */
  at: () => DOMRect | undefined;
  onChoose: (index: number) => void;
}

const gap = 4;

export function Suggestions({ id, options, chosen, at, onChoose }: SuggestionsProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    const place = at();
    if (!element || !place) return;
    // The top layer: no panel cuts it off.
    if (!element.matches(':popover-open')) element.showPopover?.();
    const { width, height } = element.getBoundingClientRect();
    const below = place.bottom + gap + height <= innerHeight;
    element.style.left = `${Math.max(gap, Math.min(place.left - gap, innerWidth - width - gap))}px`;
    element.style.top = `${below ? place.bottom + gap : Math.max(gap, place.top - gap - height)}px`;
  });
  useLayoutEffect(() => {
    list.current?.children[chosen]?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  const help = options[chosen]?.help;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A select would take the focus from the text.
    <div ref={list} id={id} role="listbox" aria-label="Suggestions" popover="manual" className={styles['suggestions']}>
      {options.map(({ label, detail }, index) => (
        <div
          key={`${label} ${detail}`}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- As above.
          role="option"
          aria-selected={index === chosen}
          className={styles['suggestion']}
          // Not a click: the text keeps the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(index);
          }}
        >
          <code>{label}</code>
          <span className={styles['detail']}>{index === chosen && help ? help : detail}</span>
        </div>
      ))}
    </div>
  );
}
