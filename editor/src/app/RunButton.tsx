/** The one thing to do now: run, or stop what runs. */
import { useRun } from '../run/runStore.ts';
import { isLive } from '../run/session.ts';
import { Button } from '../ui/Button.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { run, stop } from './actions/run.ts';
import styles from './TopBar.module.css';

export function RunButton() {
  const action = useRun(isLive) ? stop : run;
  const { icon: Icon } = action;
  return (
    <Tooltip
      text={action === run ? 'Send the message in the test panel' : 'Stop this run'}
      shortcut={action.shortcuts[0]}
    >
      <Button
        look={action === run ? 'primary' : 'plain'}
        className={styles['run']}
        icon={<Icon size={16} />}
        onClick={() => action.enabled() && action.run()}
      >
        {action.label()}
      </Button>
    </Tooltip>
  );
}
