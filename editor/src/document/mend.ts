/** The one click that mends a problem. */
import { applyFix, type Problem } from '@baton/shared/graph';
import { useDocument } from './document.ts';

export const mendOf = ({ fix }: Problem): { label: string; run: () => void } | undefined =>
  fix && {
    label: fix.label,
    run: () => useDocument.getState().edit(fix.label, (graph) => applyFix(graph, fix)),
  };
