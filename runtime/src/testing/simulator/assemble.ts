/** A shape as a graph: nodes get ids, ways become handoffs, and scripts learn where their handoffs can lead. */
import type { Graph, Handoff } from '@baton/shared/graph';
import type { Node } from '@baton/shared/nodes';
import type { Trigger } from '@baton/shared/triggers';
import { mark } from './marks.ts';
import { nodeOf, scripted } from './nodes.ts';
import type { JoinPart, Part } from './parts.ts';
import type { Extra, Shape } from './shapes.ts';
import type { Way } from './ways.ts';

/** Where a part is entered, and the nodes from which the graph goes on after it. */
interface Ends {
  entry: string;
  exits: string[];
}

const skillOf = (node: string): string => `skill-${node}`;

/** @param prefix of the ids of nodes, so that those of two graphs are told apart. */
export function assemble(shape: Shape, extras: readonly Extra[], more: Partial<Graph>, prefix = ''): Graph {
  const building = new Building(prefix);
  const { entry } = building.add(shape);
  for (const extra of extras) building.addExtra(extra);
  return {
    format: 'baton/1',
    id: 'simulated',
    entry,
    state: {
      topic: { type: 'string' },
      list: { type: 'array', merge: 'append' },
      sum: { type: 'number', merge: 'sum', default: 0 },
      deep: { type: 'object', merge: 'deep', default: {} },
    },
    tools: [
      { id: 'find', type: 'builtin', builtin: 'lookup', data: { key: mark('find') } },
      { id: 'sum', type: 'builtin', builtin: 'calculator' },
    ],
    nodes: building.nodes.map((node) => scripted(node, building.parts.get(node.id), building.handoffs)),
    handoffs: building.handoffs.map((handoff) => building.withResults(handoff)),
    ...more,
  };
}

class Building {
  readonly nodes: Node[] = [];
  readonly handoffs: Handoff[] = [];
  readonly parts = new Map<string, Part>();
  /** By handoff: whose outputs it passes on, counted round. */
  readonly #results = new Map<string, readonly number[]>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  #node(make: (id: string) => Node, initial: string): string {
    const node = make(`${this.#prefix}${initial}${this.nodes.length + 1}`);
    this.nodes.push(node);
    return node.id;
  }

  #part(part: Part): string {
    const id = this.#node((fresh) => nodeOf(fresh, part), part.kind.slice(0, 1));
    this.parts.set(id, part);
    return id;
  }

  #join({ keeps, ...join }: JoinPart): string {
    return this.#node((id) => ({ id, kind: 'join', ...join, ...(keeps ? { into: 'list' } : {}) }), 'j');
  }

  connect(from: string, to: string, way: Way, more: Partial<Handoff> = {}): void {
    const id = `w${this.handoffs.length + 1}`;
    const sender = this.nodes.find((node) => node.id === from);
    const same = this.handoffs.some((one) => one.from === from && one.to === to && one.trigger?.on === 'model');
    const trigger = triggerOf(way, sender, to, same ? id : undefined);
    this.handoffs.push({ id, from, to, trigger, context: way.context, ...way.rest, ...more });
    this.#results.set(id, way.results);
  }

  add(shape: Shape): Ends {
    if (shape.form === 'node') {
      const id = this.#part(shape.part);
      return { entry: id, exits: [id] };
    }
    if (shape.form === 'steps') return this.#steps(shape.steps);
    if (shape.form === 'loop') return this.#loop(shape.body, shape.again);
    if (shape.form === 'choice') return this.#choice(shape.options);
    if (shape.form === 'each') return this.#each(shape);
    const split = this.#node((id) => ({ id, kind: 'router', route: 'all' }), 's');
    const exits = shape.branches.flatMap((branch) => {
      const ends = this.add(branch);
      this.connect(split, ends.entry, branch.into);
      return ends.exits;
    });
    return { entry: split, exits: this.#joined(exits, shape.join, shape.outOf) };
  }

  #steps(steps: readonly Shape[]): Ends {
    let before: Ends | undefined;
    for (const step of steps) {
      const ends = this.add(step);
      for (const exit of before?.exits ?? []) this.connect(exit, ends.entry, step.into);
      before = { entry: before?.entry ?? ends.entry, exits: ends.exits };
    }
    return before ?? { entry: '', exits: [] };
  }

  #loop(body: Shape, again: Way): Ends {
    const ends = this.add(body);
    for (const exit of ends.exits) this.connect(exit, ends.entry, again, again.strict ? { limit: 2 } : {});
    return ends;
  }

  #choice(options: readonly Shape[]): Ends {
    const labels = options.map((_, index) => ({ name: `l${index}` }));
    const router = this.#node((id) => ({ id, kind: 'router', classify: { labels, into: 'topic' } }), 'c');
    const exits = options.flatMap((option, index) => {
      const ends = this.add(option);
      const trigger = { on: 'rule' as const, if: `output == "l${index}"` };
      this.connect(router, ends.entry, option.into, { trigger });
      return ends.exits;
    });
    return { entry: router, exits };
  }

  #each({ body, items, join, outOf }: Extract<Shape, { form: 'each' }>): Ends {
    const split = this.#node((id) => ({ id, kind: 'router' }), 'e');
    const ends = this.add(body);
    const list = Array.from({ length: items }, (_, index) => mark('item', split, index));
    this.connect(split, ends.entry, { ...body.into, on: 'always' }, { each: JSON.stringify(list) });
    if (items === 0) this.connect(split, ends.entry, { ...body.into, on: 'otherwise', rest: {} });
    return { entry: split, exits: this.#joined(ends.exits, join, outOf) };
  }

  #joined(exits: readonly string[], part: JoinPart | null, outOf: Way): string[] {
    if (!part) return [...exits];
    const join = this.#join(part);
    for (const exit of exits) this.connect(exit, join, outOf);
    return [join];
  }

  #nodeAt(index: number): string {
    return this.nodes[index % this.nodes.length]?.id ?? '';
  }

  /** Known once all nodes are there. */
  withResults(handoff: Handoff): Handoff {
    const results = [...new Set(this.#results.get(handoff.id)?.map((index) => this.#nodeAt(index)))];
    return results.length > 0 ? { ...handoff, context: { ...handoff.context, results } } : handoff;
  }

  addExtra({ from, to, way, error, kinds }: Extra): void {
    const at = (index: number): string => this.#nodeAt(index);
    const trigger = { on: 'error' as const, ...(kinds ? { kinds: ['limit' as const, 'model' as const] } : {}) };
    this.connect(at(from), at(to), way, error ? { trigger } : {});
  }
}

/** Only an agent's model can choose; elsewhere the way is always open. */
function triggerOf(way: Way, from: Node | undefined, to: string, tool: string | undefined): Trigger {
  const { on } = way;
  if (on === 'rule') return { on, if: way.if, ...(way.entry ? { at: 'entry' } : {}) };
  if (on === 'confidence')
    return { on, ...(way.below ? { below: way.threshold } : { atLeast: way.threshold }), missing: way.missing };
  if (on === 'otherwise' || from?.kind !== 'agent') return on === 'otherwise' ? { on } : { on: 'always' };
  if (on === 'capability') return { on, ...(way.strict ? { needs: [skillOf(to)] } : {}) };
  if (on !== 'model') return { on: 'always' };
  return { on, ...(tool === undefined ? {} : { tool: `go-${tool}` }), ...(way.strict ? { args: reason } : {}) };
}

const reason = {
  type: 'object',
  properties: { reason: { type: 'string' } },
  required: ['reason'],
  additionalProperties: false,
};
