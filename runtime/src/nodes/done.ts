/** What a node has done when its handoffs are considered. */
import type { Json, JsonObject } from '@baton/shared/graph';
import type { Values } from '../expressions.ts';

/** A handoff that a model asked for, and the call by which it did. */
export interface AskedHandoff {
  handoff: string;
  args: JsonObject;
  call: { id: string; tool: string };
}

export interface Done {
  output: Json;
  /** Its last words. */
  text: string;
  confidence: number | null;
  /** Handoffs that its model asked for, in its order. */
  asked: AskedHandoff[];
  /** More values for conditions, such as `answer`. */
  values?: Values;
  /** Whether its words are said to the user. */
  speaks: boolean;
}

export const nothingDone: Done = { output: null, text: '', confidence: null, asked: [], speaks: false };
