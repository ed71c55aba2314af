/** The whole app: which screen the address names, and what floats over all of them. Screens are loaded when first opened. */
import { useEffect } from 'react';
import { useSession } from '../api/useSession.ts';
import { placeOf, usePath, type Place } from '../routing/router.ts';
import { whenLoaded } from '../ui/loaded.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { HomeScreen } from '../home/HomeScreen.tsx';
import { loadEditor } from './ahead.ts';
import { ScreenNotLoaded, Unbroken } from './Broken.tsx';
import { Commands } from './commands/Commands.tsx';
import { LoginScreen } from './LoginScreen.tsx';
import { Nowhere } from './Nowhere.tsx';

const EditorScreen = whenLoaded(loadEditor, { instead: ScreenNotLoaded });
const RunsScreen = whenLoaded(async () => (await import('../runs/RunsScreen.tsx')).RunsScreen, {
  instead: ScreenNotLoaded,
});
const SettingsScreen = whenLoaded(async () => (await import('../settings/SettingsScreen.tsx')).SettingsScreen, {
  instead: ScreenNotLoaded,
});

export function App() {
  return (
    <TooltipProvider>
      <Door />
      <Commands />
      <Toasts />
    </TooltipProvider>
  );
}

/** Nobody sees anything before they have said who they are, where the server asks for it. */
function Door() {
  const { session, load } = useSession();
  const path = usePath();
  useEffect(() => void load(), [load]);
  if (!session) return null;
  if (session.login && !session.caller) return <LoginScreen />;
  const place = placeOf(path);
  // On another screen, or with another graph, all may be well.
  return (
    <Unbroken key={place.screen === 'graph' ? place.graph : place.screen}>
      <Screen place={place} />
    </Unbroken>
  );
}

function Screen({ place }: { place: Place }) {
  if (place.screen === 'graph') return <EditorScreen graph={place.graph} run={place.run} key={place.graph} />;
  if (place.screen === 'runs') return <RunsScreen />;
  if (place.screen === 'home') return <HomeScreen />;
  if (place.screen === 'settings') return <SettingsScreen />;
  return <Nowhere />;
}
