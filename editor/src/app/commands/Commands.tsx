/** The two lists of commands, over every screen; loaded after the screen itself. */
import { lazy, Suspense, useEffect } from 'react';
import { everywhere } from '../actions/everywhere.ts';
import { useKeys } from '../actions/keys.ts';
import { showCommands, useCommands } from './commands.ts';

const palette = () => import('./CommandPalette.tsx');
const CommandPalette = lazy(() => palette().then((module) => ({ default: module.CommandPalette })));
const ShortcutList = lazy(() => import('./ShortcutList.tsx').then((module) => ({ default: module.ShortcutList })));

const close = (): void => showCommands(undefined);

export function Commands() {
  const open = useCommands((commands) => commands.open);
  useKeys(everywhere);
  // Fetched once the screen is there and at rest, so that what is typed right after Ctrl/⌘ K finds it open.
  useEffect(() => {
    const timer = setTimeout(() => void palette(), 2000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <CommandPalette onClose={close} />}
      {open === 'shortcuts' && <ShortcutList onClose={close} />}
    </Suspense>
  );
}
