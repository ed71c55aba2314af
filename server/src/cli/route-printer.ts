/** A run as text, as it happens: who is at work, what is said, and each handoff with its reason. */
import type { ContextPackage, EventFields, EventOf, LeftBehind, RunEvent } from '@baton/shared/events';
import { findNode, nodeName, type Graph } from '@baton/shared/graph';
import type { Writable } from 'node:stream';
import type { Paint } from './io.ts';

const indent = '    ';

export class RoutePrinter {
  readonly #graph: Graph;
  readonly #out: Writable;
  readonly #paint: Paint;
  /** The visit whose words stand on the line that is not ended yet. */
  #speaker: string | undefined;

  constructor(graph: Graph, out: Writable, paint: Paint) {
    this.#graph = graph;
    this.#out = out;
    this.#paint = paint;
  }

  print(event: RunEvent): void {
    if (event.type === 'model.delta') return this.#word(event);
    if (event.type === 'model.finished') this.#said(event);
    this.#endLine();
    const line = this.#line(event);
    if (line !== undefined) this.#out.write(`${line}\n`);
  }

  #line(event: RunEvent): string | undefined {
    const paint = this.#paint;
    if (event.type === 'node.started') {
      const again = event.attempt > 1 ? paint('dim', ` (try ${event.attempt})`) : '';
      return paint('bold', `● ${this.#name(event.node)}`) + again;
    }
    if (event.type === 'tool.finished') {
      return paint('dim', `${indent}${event.tool} ${event.error === undefined ? '✓' : `failed: ${event.error}`}`);
    }
    if (event.type === 'handoff.taken') {
      return paint('cyan', `  → ${this.#name(event.to)}`) + (event.reason ? paint('dim', `  ${event.reason}`) : '');
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

  #word(event: EventOf<'model.delta'>): void {
    const speaker = `${event.node} ${event.visit} ${event.branch ?? ''}`;
    if (this.#speaker !== speaker) {
      this.#endLine();
      this.#out.write(indent);
      this.#speaker = speaker;
    }
    this.#out.write(inBlock(event.text));
  }

  /** What a model said without streaming it. */
  #said({ node, visit, branch, message }: EventOf<'model.finished'>): void {
    if (this.#speaker === undefined && message.text) {
      this.#word({
        type: 'model.delta',
        run: '',
        at: '',
        node,
        visit,
        text: message.text,
        ...(branch === undefined ? {} : { branch }),
      });
    }
  }

  #endLine(): void {
    if (this.#speaker !== undefined) this.#out.write('\n');
    this.#speaker = undefined;
  }

  #name(id: string): string {
    const node = findNode(this.#graph, id);
    return node ? nodeName(node) : id;
  }
}

function passedOn({ history }: ContextPackage, { messages, passedTokens }: LeftBehind): string {
  const count = `${history.length} ${history.length === 1 ? 'message' : 'messages'} (about ${passedTokens} tokens)`;
  return messages.length === 0 ? count : `${count}, without ${messages.length} of them`;
}

const inBlock = (text: string): string => text.replaceAll('\n', `\n${indent}`);
