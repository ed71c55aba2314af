/**
 * The handoffs of a large graph seen from far away: a few paths in place of a thousand elements. Only what there is
 * something to say of, the selected and those that a run has taken, is still drawn on its own.
 */
import { ViewportPortal } from '@xyflow/react';
import { memo, type ReactNode, useMemo } from 'react';
import styles from './FarLines.module.css';
import { usePicture } from './picture.ts';
import { useLineWidth } from './view.ts';

/** Lines of one path: so many are drawn anew when one of them changes. */
const bundle = 128;

export const FarLines = memo(function FarLines({ without }: { without: ReadonlySet<string> }) {
  const links = usePicture((picture) => picture.links);
  const routes = usePicture((picture) => picture.routes);
  const moving = usePicture((picture) => picture.moving);
  const alone = useMemo(() => links.filter(({ from, to }) => moving.has(from) || moving.has(to)), [links, moving]);
  const bundles = useMemo(() => {
    const apart = new Set([...without, ...alone.map(({ id }) => id)]);
    const ids = links.map(({ id }) => id);
    return Array.from({ length: Math.ceil(ids.length / bundle) }, (_, index) =>
      ids.slice(index * bundle, (index + 1) * bundle).filter((id) => !apart.has(id)),
    );
  }, [links, alone, without]);
  const pathOf = (id: string): string => routes.get(id)?.path ?? '';
  return (
    <ViewportPortal>
      <Lines>
        {bundles.map((ids, index) => (
          <path key={index} d={ids.map(pathOf).join('')} />
        ))}
        {alone.map(({ id }) => !without.has(id) && <path key={id} d={pathOf(id)} />)}
      </Lines>
    </ViewportPortal>
  );
});

/** Apart from the paths, which are long and do not change with the zoom. */
function Lines({ children }: { children: ReactNode }) {
  const strokeWidth = useLineWidth();
  return (
    <svg className={styles['lines']} style={{ strokeWidth }} aria-hidden>
      {children}
    </svg>
  );
}
