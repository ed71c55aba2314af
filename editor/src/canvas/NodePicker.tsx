/** The small list at the pointer: what comes next, chosen by mouse or by typing. */
import { useDocument } from '../document/document.ts';
import { Icon } from '../ui/Icon.tsx';
import { type CSSProperties, useEffect, useId, useRef, useState } from 'react';
import { add, addAfter, addNoteAt, connect, insertNew } from './adding.ts';
import { redirect } from './changing.ts';
import { useCanvas } from './control.ts';
import { focusSelected, focusSpot } from './focus.ts';
import styles from './NodePicker.module.css';
import { type Choice, choicesFor, endAt, matching, type PickerFor, pickerLabel, pickerTitle } from './picker.ts';

const close = (): void => useCanvas.setState({ picker: undefined });

export function NodePicker() {
  const picker = useCanvas((canvas) => canvas.picker);
  return picker ? <OpenPicker key={JSON.stringify(picker)} picker={picker} /> : null;
}

function OpenPicker({ picker }: { picker: PickerFor }) {
  const graph = useDocument((document) => document.graph);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDialogElement>(null);
  const list = useId();

  useEffect(() => {
    field.current?.focus();
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !panel.current?.contains(event.target)) close();
    };
    addEventListener('pointerdown', outside, true);
    return () => removeEventListener('pointerdown', outside, true);
  }, []);

  if (!graph) return null;
  const found = matching(choicesFor(graph, picker), typed);
  const chosen = found[Math.min(at, found.length - 1)];
  const optionId = (index: number): string => `${list}-${index}`;

  const take = (choice: Choice | undefined): void => {
    if (!choice) return;
    close();
    choose(picker, choice);
    if (!('note' in choice)) focusSelected();
  };

  return (
    <dialog
      open
      ref={panel}
      className={styles['picker']}
      style={placeOf(picker)}
      aria-label={pickerLabel(graph, picker)}
    >
      <input
        ref={field}
        className={styles['field']}
        role="combobox"
        aria-label={pickerLabel(graph, picker)}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen ? optionId(found.indexOf(chosen)) : undefined}
        placeholder={`${pickerTitle(picker)} …`}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step !== undefined && found.length > 0)
            setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
          else if (event.key === 'Enter') take(chosen);
          else if (event.key === 'Escape') {
            close();
            backToSender(picker);
          } else if (event.key === 'Tab') close();
          else return;
          event.preventDefault();
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A select would take the focus from the field. */}
      <div id={list} className={styles['list']} role="listbox" aria-label={pickerTitle(picker)}>
        {found.map((choice, index) => (
          <Option
            key={choice.id ?? choice.kind ?? 'note'}
            id={optionId(index)}
            choice={choice}
            chosen={choice === chosen}
            take={() => take(choice)}
            point={() => setAt(index)}
          />
        ))}
      </div>
      {found.length === 0 && <p className={styles['none']}>Nothing is called that.</p>}
    </dialog>
  );
}

interface OptionProps {
  id: string;
  choice: Choice;
  chosen: boolean;
  take: () => void;
  point: () => void;
}

function Option({ id, choice, chosen, take, point }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={element}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- As above.
      role="option"
      aria-selected={chosen}
      className={styles['option']}
      // Not a click: the field keeps the focus.
      onPointerDown={(event) => {
        event.preventDefault();
        take();
      }}
      onPointerMove={point}
    >
      <Icon name={choice.icon} />
      <span className={styles['words']}>
        <span>{choice.title}</span>
        <span className={styles['help']}>{choice.help}</span>
      </span>
    </div>
  );
}

function choose(picker: PickerFor, choice: Choice): void {
  if ('note' in choice) return addNoteAt(picker.to === 'add' ? picker.at : { x: 0, y: 0 });
  if (choice.kind !== undefined) {
    if (picker.to === 'add') add(choice.kind, picker.at);
    else if (picker.to === 'hand-over') addAfter(picker.from, choice.kind, picker.at);
    else if (picker.to === 'insert') insertNew(picker.handoff, choice.kind);
  } else if (picker.to === 'hand-over') connect(picker.from, choice.id);
  else if (picker.to === 'redirect') redirect(picker.handoff, endAt(picker.end, choice.id));
}

function backToSender(picker: PickerFor): void {
  if (picker.to === 'hand-over') focusSpot({ in: 'node', id: picker.from });
  else if (picker.to !== 'add') focusSpot({ in: 'handoff', id: picker.handoff });
}

const size = { width: 280, height: 328 };
const margin = 8;

/** At the pointer, but wholly on the page. */
const placeOf = ({ screen }: PickerFor): CSSProperties => ({
  left: Math.max(margin, Math.min(screen.x, innerWidth - size.width - margin)),
  top: Math.max(margin, Math.min(screen.y, innerHeight - size.height - margin)),
  width: size.width,
  maxHeight: size.height,
});
