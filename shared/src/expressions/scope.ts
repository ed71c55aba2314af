/** A scope: the variables that an expression sees at one place of a graph, with their types. */
import { findNode } from '../graph/defaults.ts';
import type { Handoff } from '../graph/handoff.ts';
import type { Graph } from '../graph/schema.ts';
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

/** One graph value has one set of scopes; an edit makes a new graph, and the old scopes go with the old one. */
const scopes = new WeakMap<Graph, Map<string, Scope>>();

export function scopeOf(graph: Graph, place: ScopePlace): Scope {
  const known = scopes.get(graph) ?? new Map<string, Scope>();
  scopes.set(graph, known);
  const node = place.node ?? place.handoff?.from;
  const key = JSON.stringify([place.at, node, place.at === 'package' && place.handoff?.trigger, place.args]);
  const found = known.get(key);
  if (found) return found;
  const variables = variablesAt(graph, { ...place, node: node === undefined ? undefined : findNode(graph, node) });
  // Places that see the same share one scope: most nodes of a large graph do.
  const types = [...variables].map(([name, type]) => `${name}: ${typeText(type)}`).join('; ');
  const scope = known.get(types) ?? makeScope(variables);
  known.set(types, scope).set(key, scope);
  return scope;
}
