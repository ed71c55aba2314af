/** The JSON editor itself: Monaco on one side, the document on the other, and `sync` between them. */
import { useEffect, useRef, useState } from 'react';
import { mayNow } from '../../api/useSession.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './JsonPanel.module.css';
import { editorOptions, graphUri, monaco } from './monaco.ts';
import { type JsonSync, syncWithDocument, type SyncNote } from './sync.ts';

const words = {
  broken: 'This is not a graph yet, so the canvas shows it as it was. Mend what is marked.',
  'other-id': 'This is a graph under another id, so nothing of it is taken. Write the id as it was.',
  behind: 'The graph was changed elsewhere while this text could not be read.',
} as const satisfies Record<SyncNote, string>;

export function GraphJson() {
  const host = useRef<HTMLDivElement>(null);
  const sync = useRef<JsonSync>(undefined);
  const [note, setNote] = useState<SyncNote>();
  useEffect(() => {
    if (!host.current) return undefined;
    const model = monaco.editor.createModel('', 'json', graphUri);
    const editor = monaco.editor.create(host.current, {
      ...editorOptions,
      ariaLabel: 'JSON of the graph',
      readOnly: !mayNow('edit'),
      model,
    });
    const started = syncWithDocument(editor, model, { selected: styles['selected'] ?? '', onNote: setNote });
    sync.current = started;
    return () => {
      started.stop();
      editor.dispose();
      model.dispose();
    };
  }, []);
  return (
    <>
      <div ref={host} className={styles['editor']} />
      {note && (
        <div className={styles['note']} role="alert">
          <span>{words[note]}</span>
          {note === 'behind' && <Button onClick={() => sync.current?.takeDocument()}>Show the graph as it is</Button>}
        </div>
      )}
    </>
  );
}
