/** The bar over the editor: where you are, whether it is saved, and what can be done at any time. */
import { ArrowLeft } from 'lucide-react';
import { useMay } from '../api/useSession.ts';
import { useDocument } from '../document/document.ts';
import { Link } from '../routing/Link.tsx';
import { pathTo } from '../routing/router.ts';
import { IconButton } from '../ui/Button.tsx';
import { ThemeMenu } from '../ui/ThemeMenu.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import type { Action } from './actions/action.ts';
import { findAnything } from './actions/everywhere.ts';
import { redo, undo } from './actions/history.ts';
import { GraphName } from './GraphName.tsx';
import { Problems } from './Problems.tsx';
import { RunButton } from './RunButton.tsx';
import { SaveStatus } from './SaveStatus.tsx';
import styles from './TopBar.module.css';
import { ViewMenu } from './ViewMenu.tsx';

export function TopBar() {
  const opened = useDocument((document) => document.graph !== undefined);
  const mayEdit = useMay('edit');
  const mayRun = useMay('run');
  return (
    <header className={styles['bar']}>
      <Tooltip text="Your graphs">
        <Link href={pathTo.home} className={styles['back']} aria-label="Your graphs">
          <ArrowLeft size={16} aria-hidden />
        </Link>
      </Tooltip>
      {opened && (
        <>
          <GraphName />
          <SaveStatus />
          <span className={styles['spring']} />
          <Problems />
          <span className={styles['divider']} />
          {mayEdit && (
            <>
              <HistoryButton action={undo} />
              <HistoryButton action={redo} />
              <span className={styles['divider']} />
            </>
          )}
          <IconButton
            label={findAnything.label()}
            shortcut={findAnything.shortcuts[0]}
            icon={<findAnything.icon size={16} />}
            onClick={findAnything.run}
          />
          <ViewMenu />
          <ThemeMenu />
          {mayRun && <RunButton />}
        </>
      )}
    </header>
  );
}

function HistoryButton({ action }: { action: Action }) {
  useDocument((document) => document.history);
  const { icon: Icon } = action;
  return (
    <IconButton
      label={action.label()}
      shortcut={action.shortcuts[0]}
      icon={<Icon size={16} />}
      aria-disabled={!action.enabled()}
      onClick={() => action.enabled() && action.run()}
    />
  );
}
