/** What stands in the test panel before anything was typed there: a template's first message, or the last one tried. */
import { isObject } from '@baton/shared/graph';
import { recall, remember } from '../ui/remembered.ts';

export interface FirstMessage {
  message: string;
  /** Other messages worth trying, which take other routes. */
  alternatives: readonly string[];
}

export function keepMessage(graph: string, message: FirstMessage): void {
  remember(`message:${graph}`, JSON.stringify(message));
}

export function firstMessage(graph: string): FirstMessage {
  const none: FirstMessage = { message: '', alternatives: [] };
  try {
    const value: unknown = JSON.parse(recall(`message:${graph}`) ?? 'null');
    if (!isObject(value) || typeof value['message'] !== 'string') return none;
    const alternatives = Array.isArray(value['alternatives']) ? value['alternatives'] : [];
    return { message: value['message'], alternatives: alternatives.filter((entry) => typeof entry === 'string') };
  } catch {
    return none;
  }
}
