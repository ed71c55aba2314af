/** What can be done with several things at once, as buttons over their list in the inspector. */
import { useCanvas } from '../canvas/control.ts';
import { IconButton } from '../ui/Button.tsx';
import { type Action, isAllowed } from './actions/action.ts';
import { frame } from './actions/canvas-add.ts';
import { arrangeActions, arrangeAll, arrangeSelection } from './actions/canvas-arrange.ts';
import { duplicate } from './actions/canvas-clipboard.ts';
import { removeSelection } from './actions/selection.ts';
import styles from './SelectionBar.module.css';

const arranging = arrangeActions.filter((action) => ![arrangeAll, arrangeSelection].includes(action));
const bar: readonly Action[] = [...arranging, arrangeSelection, frame, duplicate, removeSelection];

export function SelectionBar() {
  const busy = useCanvas((canvas) => canvas.arranging);
  const shown = bar.filter(isAllowed);
  if (shown.length === 0) return null;
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Selection" aria-busy={busy}>
      {shown.map(({ id, icon: Icon, label, shortcuts, enabled, run }) => (
        <IconButton
          key={id}
          label={label()}
          shortcut={shortcuts[0]}
          icon={<Icon size={16} />}
          disabled={!enabled()}
          onClick={run}
        />
      ))}
    </div>
  );
}
