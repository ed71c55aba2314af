/** Zoom, fit, arrange, and the small map. */
import { useStore } from '@xyflow/react';
import { Map as MapIcon, Maximize, Minus, Plus, Waypoints } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import styles from './Toolbar.module.css';

export interface ToolbarProps {
  zoom: (by: 'in' | 'out' | 'life') => void;
  fit: () => void;
  arrange: () => void;
  arranging: boolean;
  map: boolean;
  toggleMap: () => void;
}

const size = 16;

export function Toolbar({ zoom, fit, arrange, arranging, map, toggleMap }: ToolbarProps) {
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <div className={styles['bar']} role="toolbar" aria-label="View">
      <IconButton label="Zoom out" side="top" icon={<Minus size={size} />} onClick={() => zoom('out')} />
      <button type="button" className={styles['percent']} title="Zoom to 100%" onClick={() => zoom('life')}>
        {percent}%
      </button>
      <IconButton label="Zoom in" side="top" icon={<Plus size={size} />} onClick={() => zoom('in')} />
      <IconButton label="Show everything" side="top" icon={<Maximize size={size} />} onClick={fit} />
      <span className={styles['divider']} />
      <IconButton
        label="Arrange"
        side="top"
        icon={<Waypoints size={size} />}
        aria-busy={arranging}
        disabled={arranging}
        onClick={arrange}
      />
      <IconButton label="Map" side="top" icon={<MapIcon size={size} />} aria-pressed={map} onClick={toggleMap} />
    </div>
  );
}
