/** Icons by the names that node and trigger kinds use for theirs (Lucide's), in one size and weight. */
import {
  ArrowRight,
  Bot,
  CornerDownRight,
  Equal,
  Gauge,
  type LucideIcon,
  Merge,
  Puzzle,
  Shapes,
  Sparkles,
  Split,
  StickyNote,
  TriangleAlert,
  UserRound,
  Workflow,
  Wrench,
} from 'lucide-react';
import { createElement } from 'react';

const icons: ReadonlyMap<string, LucideIcon> = new Map([
  ['bot', Bot],
  ['split', Split],
  ['user-round', UserRound],
  ['wrench', Wrench],
  ['sticky-note', StickyNote],
  ['merge', Merge],
  ['workflow', Workflow],
  ['sparkles', Sparkles],
  ['equal', Equal],
  ['gauge', Gauge],
  ['puzzle', Puzzle],
  ['triangle-alert', TriangleAlert],
  ['arrow-right', ArrowRight],
  ['corner-down-right', CornerDownRight],
]);

export const iconOf = (name: string): LucideIcon => icons.get(name) ?? Shapes;

/** @param name an icon name of a `KindInfo` or `TriggerInfo`; an unknown one is drawn as a plain shape. */
export function Icon({ name, size = 16 }: { name: string; size?: number }) {
  return createElement(iconOf(name), { size, strokeWidth: 1.75, 'aria-hidden': true });
}
