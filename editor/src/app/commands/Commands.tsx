/** The two lists of commands, over every screen; loaded after the screen itself. */
import { useEffect } from 'react';
import { everywhere } from '../actions/everywhere.ts';
import { useKeys } from '../actions/keys.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { whenLoaded } from '../../ui/loaded.tsx';
import { showCommands, useCommands } from './commands.ts';

const palette = async () => (await import('./CommandPalette.tsx')).CommandPalette;
const CommandPalette = whenLoaded(palette, { instead: NotLoaded });
const ShortcutList = whenLoaded(async () => (await import('./ShortcutList.tsx')).ShortcutList, { instead: NotLoaded });

const close = (): void => showCommands(undefined);

export function Commands() {
  const open = useCommands((commands) => commands.open);
  useKeys(everywhere);
  // Fetched once the screen is there and at rest, so that what is typed right after Ctrl/⌘ K finds it open.
  useEffect(() => {
    const timer = setTimeout(() => void palette().catch(() => undefined), 2000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {open === 'palette' && <CommandPalette onClose={close} />}
      {open === 'shortcuts' && <ShortcutList onClose={close} />}
    </>
  );
}

function NotLoaded({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="This could not be loaded" onClose={onClose}>
      <p>The server does not answer, or was replaced by a newer one. Reload the page when it answers again.</p>
    </Dialog>
  );
}
