/** What a graph is made of. Click adds beside what is selected; dragging drops it where it shall be. */
import { nodeKinds } from '@baton/shared/nodes';
import { nodeDragType } from '../nodes/drag.ts';
import { Icon } from '../ui/Icon.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { adding } from './actions/add.ts';
import styles from './Palette.module.css';

export function Palette() {
  return (
    <nav className={styles['palette']} aria-label="Palette">
      <h2 className={styles['title']}>Nodes</h2>
      <ul className={styles['list']}>
        {adding.map((action) => (
          <li key={action.id}>
            <Entry action={action} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Entry({ action }: { action: (typeof adding)[number] }) {
  const { kind } = action;
  const { title, help, icon } = nodeKinds[kind];
  return (
    <Tooltip text={help} side="right">
      <button
        type="button"
        className={styles['entry']}
        draggable
        aria-label={action.label()}
        onClick={action.run}
        onDragStart={(event) => {
          event.dataTransfer.setData(nodeDragType, kind);
          event.dataTransfer.effectAllowed = 'copy';
        }}
      >
        <span className={styles['icon']}>
          <Icon name={icon} />
        </span>
        <span className={styles['name']}>{title}</span>
      </button>
    </Tooltip>
  );
}
