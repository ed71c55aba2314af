/** Everything that is looked at before a graph runs. Pure: a document in, problems out, the same in the browser and on the server. */
import type { Problem, Severity } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import { surveyOf, type Check } from './check.ts';
import { conditions } from './conditions.ts';
import { ending } from './ending.ts';
import { ends } from './ends.ts';
import { entry } from './entry.ts';
import { ids } from './ids.ts';
import { models } from './models.ts';
import { never } from './never.ts';
import { reachable } from './reachable.ts';
import { references } from './references.ts';
import { routes } from './routes.ts';
import { state } from './state.ts';
import { toolNames } from './tool-names.ts';
import { tools } from './tools.ts';
import { triggers } from './triggers.ts';

const checks: readonly Check[] = [
  // What must be there: names that mean one thing each, and a thing for each name.
  ids,
  entry,
  ends,
  tools,
  toolNames,
  state,
  references,
  // What is written in CEL.
  conditions,
  // Where control can go, and where it cannot.
  triggers,
  reachable,
  routes,
  never,
  ending,
  // What runs, but not as one may think.
  models,
];

const order: readonly Severity[] = ['error', 'warning', 'hint'];

/** @returns what is wrong with a graph, the gravest first. A graph with an `error` cannot run. */
export function checkGraph(graph: Graph): Problem[] {
  const survey = surveyOf(graph);
  const found = checks.flatMap((check) => [...check(survey)]);
  return order.flatMap((severity) => found.filter((problem) => problem.severity === severity));
}
