/** The fields that every node kind has, and what a kind tells people about itself. */
import { z } from 'zod';
import { id, position } from '../graph/ids.ts';
import { object } from '../graph/object.ts';

export const commonFields = {
  id,
  name: z.string().optional(),
  /** What the node is for: shown on the canvas, and the text by which models choose it. */
  description: z.string().optional(),
  position: position.optional(),
  retry: object({
    attempts: z.int().min(1).max(20).optional(),
    backoffMs: z.int().nonnegative().max(3_600_000).optional(),
  }).optional(),
  /** At most a year: a person may be waited for so long. */
  timeoutSeconds: z.number().positive().max(31_536_000).optional(),
  route: z.enum(['first', 'all']).optional(),
};

export interface KindInfo {
  /** What people call it: "Agent". */
  title: string;
  /** The name of its icon in Lucide's set, https://lucide.dev. */
  icon: string;
  /** One sentence for the palette. */
  help: string;
  /** What a new node of this kind starts with, beside id, kind and position. */
  fresh: { name: string; [field: string]: unknown };
}
