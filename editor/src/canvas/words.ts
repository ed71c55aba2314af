/** What a handoff is called on the canvas, and how wide that is. */
import { type Graph, type Handoff, needsApproval, nodeName, nodesOf, triggerOf } from '@baton/shared/graph';
import { triggerKinds, triggerWords } from '@baton/shared/triggers';

export const labelOf = (handoff: Handoff): string => handoff.label || triggerWords(triggerOf(handoff));

export const triggerIconOf = (handoff: Handoff): string => triggerKinds[triggerOf(handoff).on].icon;

const namesOf = new WeakMap<object, ReadonlyMap<string, string>>();

/** The name of a node by its id, made once for each list of nodes. */
export function nameIn(graph: Graph, id: string): string {
  const nodes = nodesOf(graph);
  let names = namesOf.get(nodes);
  if (!names) {
    names = new Map(nodes.map((node) => [node.id, nodeName(node)]));
    namesOf.set(nodes, names);
  }
  return names.get(id) ?? id;
}

/** For screen readers: `Handoff from Triage to Billing, model decides`. */
export function handoffWords(graph: Graph, handoff: Handoff): string {
  const trigger = triggerWords(triggerOf(handoff));
  const label = handoff.label && handoff.label !== trigger ? `${handoff.label}, ` : '';
  const more = `${needsApproval(handoff) ? ', a person must allow it' : ''}${handoff.returns ? ', comes back' : ''}`;
  return `Handoff from ${nameIn(graph, handoff.from)} to ${nameIn(graph, handoff.to)}, ${label}${trigger}${more}`;
}

/** Icon, gap and padding around the words of a label. */
const frame = 38;
const longest = 232;
const font = '500 13px "Inter Variable"';

let context: CanvasRenderingContext2D | null | undefined;
let widths = new Map<string, number>();
/** Whether the font has come, and whether something was measured before it had. */
let [loaded, guessed] = [false, false];

/** Width of a label with all its words, in whole pixels. */
export function labelWidth(words: string): number {
  let width = widths.get(words);
  if (width === undefined) {
    width = Math.min(longest, Math.ceil(textWidth(words)) + frame);
    widths.set(words, width);
  }
  return width;
}

/** Too long to be shown whole. */
export const isCut = (words: string): boolean => labelWidth(words) === longest;

function textWidth(words: string): number {
  context ??= newContext();
  // A page without a canvas (a test) takes the font's mean width.
  if (!context) return words.length * 6.5;
  loaded ||= document.fonts.check(font);
  guessed ||= !loaded;
  return context.measureText(words).width;
}

function newContext(): CanvasRenderingContext2D | null {
  const made = document.createElement('canvas').getContext('2d');
  if (made) made.font = font;
  return made;
}

/** Calls back when the font has come, if its widths are other ones than those that were given. */
export function onFont(callback: () => void): () => void {
  let wanted = true;
  void document.fonts?.load(font).then(() => {
    if (!wanted || !guessed) return;
    guessed = false;
    context = undefined;
    widths = new Map();
    callback();
  });
  return () => {
    wanted = false;
  };
}
