/**
 * The graph as an SVG of its own: drawn from the document and its routes, in the colours of the theme that is shown and
 * with the font inside, so that it looks the same wherever it is opened.
 */
import {
  type Graph,
  type Handoff,
  handoffsOf,
  isOff,
  modelOf,
  nodeName,
  nodesOff,
  nodesOf,
  type Note,
  notesOf,
} from '@baton/shared/graph';
import { type Node, nodeKinds } from '@baton/shared/nodes';
import { factsOf } from '../../nodes/nodeFacts.ts';
import { markShapes } from '../../nodes/Mark.tsx';
import { endMarks } from '../endMarks.ts';
import type { Picture } from '../picture.ts';
import { boundsOf, type Box, span } from '../routes/geometry.ts';
import type { Route } from '../routes/route.ts';
import { noteSize } from '../sizes.ts';
import { labelOf } from '../words.ts';

export interface Look {
  ground: string;
  card: string;
  sunken: string;
  line: string;
  outline: string;
  text: string;
  soft: string;
  faint: string;
  ink: string;
  onInk: string;
}

export interface Drawn {
  svg: string;
  width: number;
  height: number;
}

type Drawing = Pick<Picture, 'cards' | 'routes'>;
/** @returns the width of a text in pixels. */
export type Measure = (text: string, size: number, weight: number) => number;

const margin = 32;

/** @param fontCss an `@font-face` with the font in it. @param iconOf the inside of an icon's SVG, by its name. */
export function drawSvg(
  graph: Graph,
  { cards, routes }: Drawing,
  look: Look,
  { measure, fontCss, iconOf }: { measure: Measure; fontCss: string; iconOf: (name: string) => string },
): Drawn {
  const off = nodesOff(graph);
  const bounds = boundsOf(everything(graph, { cards, routes })) ?? { x: 0, y: 0, width: 1, height: 1 };
  const [width, height] = [Math.ceil(bounds.width) + 2 * margin, Math.ceil(bounds.height) + 2 * margin];
  const fit = (text: string, room: number, size: number, weight: number): string =>
    shortened(text, room, size, weight, measure);
  const parts = [
    ...notesOf(graph).map((note) => noteOf(note, look, fit)),
    ...handoffsOf(graph).map((handoff) => lineOf(handoff, routes.get(handoff.id), look)),
    ...handoffsOf(graph).map((handoff) => labelSvg(routes.get(handoff.id), labelOf(handoff), look, fit)),
    ...nodesOf(graph).map((node) => {
      const box = cards.get(node.id);
      return box ? cardSvg(node, box, { graph, off: off.has(node.id), look, fit, measure, iconOf }) : '';
    }),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${bounds.x - margin} ${bounds.y - margin} ${width} ${height}" font-family="'Inter Variable', Inter, system-ui, sans-serif" role="img"><title>${escaped(graph.name ?? graph.id)}</title><style>${fontCss}</style><rect x="${bounds.x - margin}" y="${bounds.y - margin}" width="${width}" height="${height}" fill="${look.ground}"/>${parts.join('')}</svg>`;
  return { svg, width, height };
}

function* everything(graph: Graph, { cards, routes }: Drawing): Generator<Box> {
  yield* cards.values();
  for (const note of notesOf(graph)) yield { ...note.position, ...noteSize(note) };
  for (const { points, label } of routes.values()) {
    for (const point of points) yield span(point, point);
    if (label) yield label.box;
  }
}

type Fit = (text: string, room: number, size: number, weight: number) => string;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const textAt = (x: number, y: number, text: string, size: number, weight: number, fill: string, more = ''): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${more}>${escaped(text)}</text>`;

function shortened(text: string, room: number, size: number, weight: number, measure: Measure): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (measure(line, size, weight) <= room) return line;
  let [low, high] = [0, line.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${line.slice(0, middle)}…`, size, weight) <= room) low = middle;
    else high = middle - 1;
  }
  return `${line.slice(0, low).trimEnd()}…`;
}

function lineOf(handoff: Handoff, route: Route | undefined, look: Look): string {
  if (!route) return '';
  const dash = isOff(handoff) ? ' stroke-dasharray="3 5"' : '';
  const marks = endMarks(handoff, route).map(
    ({ d, transform }) =>
      `<path d="${d}" transform="${transform}" fill="${look.outline}" stroke="${look.outline}" stroke-width="1.5" stroke-linejoin="round"/>`,
  );
  return `<path d="${route.path}" fill="none" stroke="${look.outline}" stroke-width="1.5"${dash}/>${marks.join('')}`;
}

function labelSvg(route: Route | undefined, words: string, look: Look, fit: Fit): string {
  if (!route?.label) return '';
  const { box, size } = route.label;
  const back = `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="6" fill="${look.ground}"/>`;
  if (size === 'icon')
    return `${back}<circle cx="${box.x + box.width / 2}" cy="${box.y + box.height / 2}" r="3" fill="${look.soft}"/>`;
  const text = fit(words, box.width - 8, 13, 500);
  return `${back}${textAt(box.x + box.width / 2, box.y + 14.5, text, 13, 500, look.soft, ' text-anchor="middle"')}`;
}

function noteOf(note: Note, look: Look, fit: Fit): string {
  const { width, height } = noteSize(note);
  const { x, y } = note.position;
  const lines = note.text.split('\n').slice(0, Math.max(1, Math.floor((height - 16) / 20)));
  const words = lines.map((line, index) =>
    textAt(
      x + 13,
      y + 23 + index * 20,
      fit(line, width - 26, 13, index === 0 ? 600 : 400),
      13,
      index === 0 ? 600 : 400,
      index === 0 ? look.text : look.soft,
    ),
  );
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${look.card}" fill-opacity="0.55" stroke="${look.line}"/>${words.join('')}`;
}

interface CardLook {
  graph: Graph;
  off: boolean;
  look: Look;
  fit: Fit;
  measure: Measure;
  iconOf: (name: string) => string;
}

function cardSvg(node: Node, box: Box, { graph, off, look, fit, measure, iconOf }: CardLook): string {
  const { x, y, width, height } = box;
  const kind = nodeKinds[node.kind];
  const room = width - 12 - 54;
  const chips: string[] = [];
  let at = x + 12;
  const chip = (words: string, back: string, fill: string): void => {
    const left = x + width - 12 - at;
    if (left < 40) return;
    const text = fit(words, left - 12, 11, 500);
    const wide = Math.ceil(measure(text, 11, 500)) + 12;
    chips.push(
      `<rect x="${at}" y="${y + height - 32}" width="${wide}" height="20" rx="4" fill="${back}"/>${textAt(at + 6, y + height - 18, text, 11, 500, fill)}`,
    );
    at += wide + 4;
  };
  if (node.id === graph.entry) chip('Start', look.ink, look.onInk);
  for (const fact of factsOf(node, { model: modelOf(graph, node) })) chip(fact.words, look.sunken, look.soft);
  return [
    `<g${off ? ' opacity="0.55"' : ''}>`,
    `<rect x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${height - 1}" rx="8" fill="${off ? look.ground : look.card}" stroke="${look.line}"${off ? ' stroke-dasharray="4 3"' : ''}/>`,
    `<g transform="translate(${x + 12} ${y + 12})"><path d="${markShapes[node.kind]}" fill="${look.sunken}" stroke="${look.line}" stroke-width="1.25"/><g transform="translate(8 8) scale(0.6667)" fill="none" stroke="${look.text}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${iconOf(kind.icon)}</g></g>`,
    textAt(x + 54, y + 26, fit(nodeName(node), room, 14, 600), 14, 600, look.text),
    textAt(x + 54, y + 44, fit(node.description ?? kind.title, room, 12, 400), 12, 400, look.soft),
    ...chips,
    '</g>',
  ].join('');
}
