/** A handoff as the router is given it, and as it comes out. */
import type { End, Link } from './ends.ts';
import type { Box, Point } from './geometry.ts';
import type { LabelPlace } from './labels.ts';

export interface LabelledLink extends Link {
  /** Width of the label with all its words. */
  labelWidth: number;
}

export interface Route {
  /** As an SVG path with rounded corners. */
  path: string;
  points: readonly Point[];
  start: End;
  end: End;
  /** Undefined where there is no room for one at all. */
  label: LabelPlace | undefined;
}

export type Cards = ReadonlyMap<string, Box>;
export type Routes = ReadonlyMap<string, Route>;
