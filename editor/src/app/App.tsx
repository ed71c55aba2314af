/** The whole app: which screen the address names, and what floats over all of them. Screens are loaded when first opened. */
import { lazy, Suspense } from 'react';
import { placeOf, usePath, type Place } from '../routing/router.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Nowhere } from './Nowhere.tsx';

const EditorScreen = lazy(() => import('./EditorScreen.tsx').then((module) => ({ default: module.EditorScreen })));

export function App() {
  return (
    <TooltipProvider>
      <Suspense fallback={null}>
        <Screen place={placeOf(usePath())} />
      </Suspense>
    </TooltipProvider>
  );
}

function Screen({ place }: { place: Place }) {
  if (place.screen === 'graph') return <EditorScreen graph={place.graph} key={place.graph} />;
  return <Nowhere />;
}
