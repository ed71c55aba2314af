/**
 * What the first screen needs, asked for before the rest of the app is evaluated: who is here, and where the address
 * names a graph that, and the editor's code, which is most of all. What fails is asked for again when it is wanted.
 */
import { paths } from '@baton/shared/api';
import { askAhead } from '../api/request.ts';
import { placeOf } from '../routing/router.ts';
import { loadFont } from '../ui/fonts.ts';

export const loadEditor = async () => (await import('./EditorScreen.tsx')).EditorScreen;

const place = placeOf(location.pathname);
askAhead(paths.session);
if (place.screen === 'graph') {
  loadEditor().catch(() => undefined);
  askAhead(paths.graph(place.graph));
  loadFont('JetBrains Mono Variable');
}
