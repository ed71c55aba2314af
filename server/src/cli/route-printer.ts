/** A run as text, as it happens: who is at work, what is said, and each handoff with its reason. */
import {
  isEnding,
  type ContextPackage,
  type EventFields,
  type LeftBehind,
  type Place,
  type RunEvent,
} from '@baton/shared/events';
import { findNode, nodeName, type Graph } from '@baton/shared/graph';
import type { Writable } from 'node:stream';
import type { Paint } from './io.ts';
import { write } from './harmless.ts';

const indent = '    ';

/**
 * Of branches that are at work at once each message is printed in one piece: while one is being said, what the others
 * have to tell is kept. Whatever stands below a name is of that node, so a name stands again where another was between.
 */
export class RoutePrinter {
  readonly #graph: Graph;
  readonly #out: Writable;
  readonly #paint: Paint;
  /** The visit whose words stand on the line that is not ended yet. */
  #speaker: string | undefined;
  /** The visit whose name stands above. */
  #named: string | undefined;
  /** What happened elsewhere meanwhile, in its order. */
  #kept: RunEvent[] = [];

  constructor(graph: Graph, out: Writable, paint: Paint) {
    this.#graph = graph;
    this.#out = out;
    this.#paint = paint;
  }

  print(event: RunEvent): void {
    const place = placeOf(event);
    if (!place) {
      if (event.type === 'run.paused' || isEnding(event)) this.#printAllKept();
      this.#printLine(event);
    } else if (this.#speaker !== undefined && this.#speaker !== visitOf(place)) {
      this.#kept.push(event);
    } else {
      if (event.type === 'model.delta') this.#word(event);
      else this.#tell(event, place);
      if (this.#speaker === undefined) this.#printKept();
    }
  }

  #tell(event: RunEvent, place: Place): void {
    // What a model said without streaming it.
    if (event.type === 'model.finished' && !event.silent && this.#speaker === undefined && event.message.text)
      this.#word({ ...place, text: event.message.text });
    this.#endLine();
    this.#printLine(event, place);
  }

  #printLine(event: RunEvent, place?: Place): void {
    const line = this.#line(event, place);
    if (line === undefined) return;
    if (place && headings.has(event.type)) this.#named = visitOf(place);
    else if (event.type === 'handoff.taken' && !this.#isNamed(place)) this.#named = undefined;
    else if (place) this.#nameAgain(place);
    write(this.#out, `${line}\n`);
  }

  /** Messages that were begun stay as they are: the run has come to rest, and nobody says more. */
  #printAllKept(): void {
    this.#endLine();
    while (this.#kept.length > 0) {
      this.#printKept();
      this.#endLine();
    }
  }

  #printKept(): void {
    const kept = this.#kept;
    this.#kept = [];
    for (const event of kept) this.print(event);
  }

  #line(event: RunEvent, place?: Place): string | undefined {
    const paint = this.#paint;
    if (event.type === 'node.started') return this.#heading(event) + paint('dim', triesIn(event));
    if (event.type === 'tool.finished') {
      return paint('dim', `${indent}${event.tool} ${event.error === undefined ? '✓' : `failed: ${event.error}`}`);
    }
    if (event.type === 'handoff.taken') {
      // Several branches hand over one after the other: a line says it all, in place of a name with one line below it.
      const from = this.#isNamed(place) ? '' : `${this.#name(event.from)} `;
      return (
        paint('cyan', `  ${from}→ ${this.#name(event.to)}`) + (event.reason ? paint('dim', `  ${event.reason}`) : '')
      );
    }
    if (event.type === 'node.failed') return paint('red', `${indent}${event.error.message}`);
    if (event.type === 'node.resumed') {
      const who = event.by.map((node) => this.#name(node)).join(', ');
      return paint('cyan', `  ← ${this.#name(event.node)}`) + paint('dim', `  ${who} answered`);
    }
    if (event.type === 'human.asked') return this.#asked(event);
    if (event.type === 'run.failed') return this.#ending(event, paint('red', `✗ Failed: ${event.error.message}`));
    if (event.type === 'run.cancelled') return this.#ending(event, paint('yellow', '✗ Cancelled.'));
    return event.type === 'run.finished' ? this.#ending(event, paint('green', '✓ Done.')) : undefined;
  }

  #heading({ node, visit }: Place): string {
    return this.#paint('bold', `● ${this.#name(node)}`) + (visit > 1 ? this.#paint('dim', ` visit ${visit}`) : '');
  }

  #isNamed(place: Place | undefined): boolean {
    return place !== undefined && visitOf(place) === this.#named;
  }

  #nameAgain(place: Place): void {
    if (this.#isNamed(place)) return;
    this.#named = visitOf(place);
    write(this.#out, `${this.#heading(place)}\n`);
  }

  /** The question, and what has to be known for an answer: what would be passed on, or which call would be made. */
  #asked({ question, summary, to, context, left, tool, args, until }: EventFields['human.asked']): string {
    const known = [
      summary,
      tool && `${tool}(${JSON.stringify(args)})`,
      to && context && left && `→ ${this.#name(to)} with ${passedOn(context, left)}`,
      context?.brief && context.brief !== summary && `Brief: ${context.brief}`,
      context && Object.keys(context.state).length > 0 && `State: ${JSON.stringify(context.state)}`,
      until && `By ${until}.`,
    ];
    const lines = known.filter(Boolean).map((line) => this.#paint('dim', `${indent}${inBlock(String(line))}`));
    return [this.#paint('yellow', `  ? ${inBlock(question || 'What should happen next?')}`), ...lines].join('\n');
  }

  #ending({ route, ms, tokens }: EventFields['run.finished'], outcome: string): string {
    const facts = this.#paint('dim', `(${(ms / 1000).toFixed(1)} s, ${tokens.input + tokens.output} tokens)`);
    return `\n${outcome}\n  ${route.map((node) => this.#name(node)).join(' → ')} ${facts}`;
  }

  #word(words: Place & { text: string }): void {
    if (this.#speaker === undefined) {
      this.#nameAgain(words);
      write(this.#out, indent);
      this.#speaker = visitOf(words);
    }
    write(this.#out, inBlock(words.text));
  }

  #endLine(): void {
    if (this.#speaker !== undefined) write(this.#out, '\n');
    this.#speaker = undefined;
  }

  #name(id: string): string {
    const node = findNode(this.#graph, id);
    return node ? nodeName(node) : id;
  }
}

/** Names whose line says of whom what follows is. */
const headings: ReadonlySet<RunEvent['type']> = new Set(['node.started', 'node.resumed']);

function placeOf(event: RunEvent): Place | undefined {
  if (!('node' in event) || event.node === undefined || event.visit === undefined) return undefined;
  return { node: event.node, visit: event.visit };
}

const visitOf = ({ node, visit }: Place): string => `${node} ${visit}`;

const triesIn = ({ attempt }: EventFields['node.started']): string => (attempt > 1 ? ` (try ${attempt})` : '');

function passedOn({ history }: ContextPackage, { messages, passedTokens }: LeftBehind): string {
  const count = `${history.length} ${history.length === 1 ? 'message' : 'messages'} (about ${passedTokens} tokens)`;
  return messages.length === 0 ? count : `${count}, without ${messages.length} of them`;
}

const inBlock = (text: string): string => text.replaceAll('\n', `\n${indent}`);
