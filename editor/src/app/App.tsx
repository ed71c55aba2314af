/** The whole app: which screen the address names, and what floats over all of them. Screens are loaded when first opened. */
import { lazy, Suspense, useEffect } from 'react';
import { useSession } from '../api/useSession.ts';
import { placeOf, usePath, type Place } from '../routing/router.ts';
import { loadFont } from '../ui/fonts.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { HomeScreen } from '../home/HomeScreen.tsx';
import { Commands } from './commands/Commands.tsx';
import { LoginScreen } from './LoginScreen.tsx';
import { Nowhere } from './Nowhere.tsx';

const loadEditor = () => import('./EditorScreen.tsx').then((module) => ({ default: module.EditorScreen }));
const EditorScreen = lazy(loadEditor);
const RunsScreen = lazy(() => import('../runs/RunsScreen.tsx').then((module) => ({ default: module.RunsScreen })));
const SettingsScreen = lazy(() =>
  import('../settings/SettingsScreen.tsx').then((module) => ({ default: module.SettingsScreen })),
);

if (placeOf(location.pathname).screen === 'graph') {
  // It is the largest, so it comes while the server is asked who is here. What fails is asked for again when it is shown.
  loadEditor().catch(() => undefined);
  loadFont('JetBrains Mono Variable');
}

export function App() {
  return (
    <TooltipProvider>
      <Suspense fallback={null}>
        <Door />
      </Suspense>
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
  return session.login && !session.caller ? <LoginScreen /> : <Screen place={placeOf(path)} />;
}

function Screen({ place }: { place: Place }) {
  if (place.screen === 'graph') return <EditorScreen graph={place.graph} run={place.run} key={place.graph} />;
  if (place.screen === 'runs') return <RunsScreen />;
  if (place.screen === 'home') return <HomeScreen />;
  if (place.screen === 'settings') return <SettingsScreen />;
  return <Nowhere />;
}
