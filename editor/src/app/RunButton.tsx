/** The one thing to do now. */
import { Button } from '../ui/Button.tsx';
import { keyWords } from '../ui/Kbd.tsx';
import { run } from './actions/run.ts';
import styles from './TopBar.module.css';

export function RunButton() {
  const { icon: Icon } = run;
  return (
    <Button
      look="primary"
      className={styles['run']}
      icon={<Icon size={16} />}
      title={keyWords(run.shortcuts[0] ?? '')}
      onClick={() => run.enabled() && run.run()}
    >
      {run.label()}
    </Button>
  );
}
