/** The whole graph as JSON beside the canvas, both of which edit it. The editor is loaded when it is first opened. */
import { X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { loadedOr } from '../../ui/loaded.ts';
import styles from './JsonPanel.module.css';
import { NotLoaded } from './NotLoaded.tsx';

const loaded = () => lazy(() => loadedOr(async () => (await import('./GraphJson.tsx')).GraphJson, NotLoaded));

export function JsonPanel({ onClose }: { onClose: () => void }) {
  // Asked for anew each time it is opened, so that one failure is not the last word.
  const [GraphJson] = useState(loaded);
  return (
    <section className={styles['panel']} aria-label="JSON">
      <header className={styles['head']}>
        <h2 className={styles['title']}>JSON</h2>
        <IconButton label="Close the JSON view" icon={<X size={16} />} onClick={onClose} />
      </header>
      <Suspense fallback={<p className={styles['loading']}>Loading the editor …</p>}>
        <GraphJson />
      </Suspense>
    </section>
  );
}
