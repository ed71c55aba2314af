/** Zoom, fit, arrange, what a drag does, and the other ways to look at the graph: the small map and the list. */
import { useStore } from '@xyflow/react';
import { Hand, ListTree, Map as MapIcon, Maximize, Minus, MousePointer2, Plus, Waypoints } from 'lucide-react';
import { useMay } from '../api/useSession.ts';
import { IconButton } from '../ui/Button.tsx';
import { arrangeAll } from './arranging.ts';
import { setTool, showMap, showOutline, useCanvas } from './control.ts';
import styles from './Toolbar.module.css';
import { fitAll, zoom } from './viewing.ts';

const size = 16;

export function Toolbar({ map }: { map: boolean }) {
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  const tool = useCanvas((canvas) => canvas.tool);
  const outline = useCanvas((canvas) => canvas.outline);
  const arranging = useCanvas((canvas) => canvas.arranging);
  const mayEdit = useMay('edit');
  return (
    <div className={styles['place']}>
      <div className={styles['bar']} role="toolbar" aria-label="View">
        <IconButton
          label="Select by dragging"
          shortcut="v"
          side="top"
          icon={<MousePointer2 size={size} />}
          aria-pressed={tool === 'select'}
          onClick={() => setTool('select')}
        />
        <IconButton
          label="Move the view by dragging"
          shortcut="h"
          side="top"
          icon={<Hand size={size} />}
          aria-pressed={tool === 'hand'}
          onClick={() => setTool('hand')}
        />
        <span className={styles['divider']} />
        <IconButton
          label="Zoom out"
          shortcut="mod+-"
          side="top"
          icon={<Minus size={size} />}
          onClick={() => zoom('out')}
        />
        <button type="button" className={styles['percent']} title="Zoom to 100%" onClick={() => zoom('life')}>
          {percent}%
        </button>
        <IconButton
          label="Zoom in"
          shortcut="mod+="
          side="top"
          icon={<Plus size={size} />}
          onClick={() => zoom('in')}
        />
        <IconButton
          label="Show everything"
          shortcut="shift+1"
          side="top"
          icon={<Maximize size={size} />}
          onClick={fitAll}
        />
        <span className={styles['divider']} />
        {mayEdit && (
          <IconButton
            label="Arrange"
            side="top"
            icon={<Waypoints size={size} />}
            aria-busy={arranging}
            disabled={arranging}
            onClick={arrangeAll}
          />
        )}
        <IconButton
          label="Map"
          shortcut="m"
          side="top"
          icon={<MapIcon size={size} />}
          aria-pressed={map}
          onClick={() => showMap(!map)}
        />
        <IconButton
          label="List"
          shortcut="l"
          side="top"
          icon={<ListTree size={size} />}
          aria-pressed={outline}
          onClick={() => showOutline(!outline)}
        />
      </div>
    </div>
  );
}
