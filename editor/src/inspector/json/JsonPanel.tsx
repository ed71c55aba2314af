/** The whole graph as JSON beside the canvas, both of which edit it. The editor is loaded when it is first opened. */
import { X } from 'lucide-react';
import { IconButton } from '../../ui/Button.tsx';
import { whenLoaded } from '../../ui/loaded.tsx';
import styles from './JsonPanel.module.css';
import { NotLoaded } from './NotLoaded.tsx';

const GraphJson = whenLoaded(async () => (await import('./GraphJson.tsx')).GraphJson, {
  instead: NotLoaded,
  meanwhile: () => <p className={styles['loading']}>Loading the editor …</p>,
});

export function JsonPanel({ onClose }: { onClose: () => void }) {
  return (
    <section className={styles['panel']} aria-label="JSON">
      <header className={styles['head']}>
        <h2 className={styles['title']}>JSON</h2>
        <IconButton label="Close the JSON view" icon={<X size={16} />} onClick={onClose} />
      </header>
      <GraphJson />
    </section>
  );
}
