/** A scope: the variables that an expression sees at one place of a graph, with their types. */
import { nodesOf } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Graph } from '../graph/schema.ts';
import type { Node } from '../nodes/index.ts';
import { environmentFor, type Environment } from './environment.ts';
import type { Compiled } from './expression.ts';
import { variablesAt, type PlaceKind } from './places.ts';
import { typeText, type CelType } from './type.ts';

export interface Scope {
  readonly variables: ReadonlyMap<string, CelType>;
  /** The library's type checker for these variables. */
  readonly environment: Environment;
  /** What has been compiled in this scope, by source: a condition is evaluated at every handoff. */
  readonly compiled: Map<string, Compiled>;
}

export interface ScopePlace {
  at: PlaceKind;
  /** The node whose expression it is; for a handoff the sender. */
  node?: string;
  /** For a brief: the handoff, whose `args` it sees. */
  handoff?: Handoff;
  /** For a tool's templates: the schema of what it is called with. */
  args?: unknown;
}

function makeScope(variables: ReadonlyMap<string, CelType>): Scope {
  return { variables, environment: environmentFor(variables), compiled: new Map() };
}

/**
 * Places that see the same share one scope: most nodes of a large graph do, and so do the graphs that an edit makes one after
 * the other. By the types of the variables; the one that was asked for longest ago goes first.
 */
const scopes = new Map<string, Scope>();
const remembered = 64;

/** One graph value has one set of places; an edit makes a new graph, and the old places go with the old one. */
const places = new WeakMap<Graph, Map<string, Scope>>();

/** Places whose variables depend on the node: they see what it has made. */
const seesNode: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['exit', 'guardrail', 'package']);

export function scopeOf(graph: Graph, place: ScopePlace): Scope {
  const known = places.get(graph) ?? new Map<string, Scope>();
  places.set(graph, known);
  const node = seesNode.has(place.at) ? (place.node ?? place.handoff?.from) : undefined;
  const more = place.at === 'package' ? place.handoff?.trigger : place.args;
  const key = `${place.at} ${node ?? ''}${more === undefined ? '' : ` ${JSON.stringify(more)}`}`;
  const found = known.get(key);
  if (found) return found;
  const variables = variablesAt(graph, { ...place, node: node === undefined ? undefined : nodeOf(graph, node) });
  const scope = sharedScope(variables);
  known.set(key, scope);
  return scope;
}

function sharedScope(variables: ReadonlyMap<string, CelType>): Scope {
  const types = [...variables].map(([name, type]) => `${name}: ${typeText(type)}`).join('; ');
  const scope = scopes.get(types) ?? makeScope(variables);
  scopes.delete(types);
  scopes.set(types, scope);
  const [oldest] = scopes.keys();
  if (scopes.size > remembered && oldest !== undefined) scopes.delete(oldest);
  return scope;
}

/** Nodes by id, as long as there is the graph. */
const nodes = new WeakMap<Graph, ReadonlyMap<string, Node>>();

function nodeOf(graph: Graph, id: string): Node | undefined {
  const known =
    nodes.get(graph) ??
    new Map(
      nodesOf(graph)
        .toReversed()
        .map((node) => [node.id, node]),
    );
  nodes.set(graph, known);
  return known.get(id);
}
