/** The small list at the pointer: what comes next, chosen by mouse or by typing. */
import { useGraphs } from '../api/useGraphs.ts';
import { useDocument } from '../document/document.ts';
import { keyOf } from '../nodes/starts.ts';
import { ChoiceList } from '../ui/ChoiceList.tsx';
import { Icon } from '../ui/Icon.tsx';
import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import { add, addAfter, addNoteAt, connect, insertNew } from './adding.ts';
import { redirect } from './changing.ts';
import { useCanvas } from './control.ts';
import { focusSelected, focusSpot } from './focus.ts';
import styles from './NodePicker.module.css';
import { type Choice, choicesFor, endAt, type PickerFor, pickerLabel, pickerTitle } from './picker.ts';

const close = (): void => useCanvas.setState({ picker: undefined });

export function NodePicker() {
  const picker = useCanvas((canvas) => canvas.picker);
  return picker ? <OpenPicker key={JSON.stringify(picker)} picker={picker} /> : null;
}

function OpenPicker({ picker }: { picker: PickerFor }) {
  const graph = useDocument((document) => document.graph);
  const panel = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !panel.current?.contains(event.target)) close();
    };
    addEventListener('pointerdown', outside, true);
    return () => removeEventListener('pointerdown', outside, true);
  }, []);
  const graphs = useGraphs((store) => store.graphs);
  const choices = useMemo(
    () => (graph ? choicesFor(graph, picker, graphs ?? []).map(listed) : []),
    [graph, picker, graphs],
  );

  if (!graph) return null;
  const take = ({ choice }: ReturnType<typeof listed>): void => {
    close();
    choose(picker, choice);
    if (!('note' in choice)) focusSelected();
  };
  const leave = (key: string): boolean => {
    if (key !== 'Escape' && key !== 'Tab') return false;
    close();
    if (key === 'Escape') backToSender(picker);
    return true;
  };

  return (
    <dialog
      open
      ref={panel}
      className={styles['picker']}
      style={placeOf(picker)}
      aria-label={pickerLabel(graph, picker)}
    >
      <ChoiceList
        label={pickerLabel(graph, picker)}
        placeholder={`${pickerTitle(picker)} …`}
        choices={choices}
        onChoose={take}
        onKey={leave}
      />
    </dialog>
  );
}

const listed = (choice: Choice) => ({
  key: choice.start ? keyOf(choice.start) : 'id' in choice ? `#${choice.id}` : 'note',
  title: choice.title,
  help: choice.help,
  icon: <Icon name={choice.icon} />,
  choice,
});

function choose(picker: PickerFor, choice: Choice): void {
  if ('note' in choice) return addNoteAt(picker.to === 'add' ? picker.at : { x: 0, y: 0 });
  if (choice.start) {
    if (picker.to === 'add') add(choice.start, picker.at);
    else if (picker.to === 'hand-over') addAfter(picker.from, choice.start, picker.at);
    else if (picker.to === 'insert') insertNew(picker.handoff, choice.start);
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
