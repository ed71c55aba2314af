/** A note on the canvas: text on paper that lies behind the cards, as large as somebody pulls it. */
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import { useMay } from '../api/useSession.ts';
import { changeNote } from './changing.ts';
import { useCanvas } from './control.ts';
import { noteFlowId, type NoteNode } from './flow.ts';
import styles from './NoteCard.module.css';
import { leastNote, snapped } from './sizes.ts';

export const NoteCard = memo(function NoteCard({ data: { note }, selected }: NodeProps<NoteNode>) {
  const mayEdit = useMay('edit');
  const writing = useCanvas((canvas) => canvas.writing === note.id && mayEdit);
  const [title, ...rest] = note.text.split('\n');
  return (
    <div
      className={styles['note']}
      data-selected={selected || undefined}
      onDoubleClick={() => useCanvas.setState({ writing: note.id })}
    >
      <NodeResizer
        isVisible={selected && mayEdit && !writing}
        minWidth={leastNote.width}
        minHeight={leastNote.height}
        handleClassName={styles['handle'] ?? ''}
        lineClassName={styles['edge'] ?? ''}
        onResize={(_, { x, y, width, height }) =>
          changeNote(
            note.id,
            {
              position: { x: snapped(x), y: snapped(y) },
              size: { width: snapped(width), height: snapped(height) },
            },
            `size ${note.id}`,
          )
        }
      />
      {writing ? (
        <Writing id={note.id} text={note.text} />
      ) : (
        <div className={styles['text']}>
          <strong>{title || <span className={styles['empty']}>Empty note</span>}</strong>
          {rest.length > 0 && `\n${rest.join('\n')}`}
        </div>
      )}
    </div>
  );
});

function Writing({ id, text }: { id: string; text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const done = (): void => {
    if (useCanvas.getState().writing === id) useCanvas.setState({ writing: undefined });
  };
  return (
    <textarea
      ref={field}
      className={`nodrag nowheel nopan ${styles['field']}`}
      aria-label="Text of the note"
      value={text}
      placeholder="What should be known here?"
      onChange={({ target }) => changeNote(id, { text: target.value }, `write ${id}`)}
      onBlur={done}
      onKeyDown={(event) => {
        event.stopPropagation();
        const ends = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (!ends) return;
        event.preventDefault();
        done();
        // The note keeps the focus, so that the keyboard goes on from there.
        const node = event.currentTarget.closest<HTMLElement>(`[data-id="${CSS.escape(noteFlowId(id))}"]`);
        requestAnimationFrame(() => node?.focus());
      }}
    />
  );
}
