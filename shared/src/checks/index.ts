/** Everything that is looked at before a graph runs. Pure: a document in, problems out, the same in the browser and on the server. */
import { asFarAsPossible, inOneLook } from '../graph/budget.ts';
import type { Problem, Severity } from '../graph/problem.ts';
import type { Graph } from '../graph/schema.ts';
import { bypass } from './bypass.ts';
import { capabilities } from './capabilities.ts';
import { surveyOf, type Check } from './check.ts';
import { code } from './code.ts';
import { conditions } from './conditions.ts';
import { consultations } from './consultations.ts';
import { effects } from './effects.ts';
import { ending } from './ending.ts';
import { ends } from './ends.ts';
import { entry } from './entry.ts';
import type { Facts } from './facts.ts';
import { failures } from './failures.ts';
import { graphs } from './graphs.ts';
import { history } from './history.ts';
import { ids } from './ids.ts';
import { into } from './into.ts';
import { missing } from './missing.ts';
import { models } from './models.ts';
import { never } from './never.ts';
import { nodeNames } from './node-names.ts';
import { outside } from './outside.ts';
import { overlaps } from './overlaps.ts';
import { parallel } from './parallel.ts';
import { patterns } from './patterns.ts';
import { people } from './people.ts';
import { reachable } from './reachable.ts';
import { references } from './references.ts';
import { requests } from './requests.ts';
import { resume } from './resume.ts';
import { routes } from './routes.ts';
import { schemas } from './schemas.ts';
import { scripts } from './scripts.ts';
import { state } from './state.ts';
import { toolArgs } from './tool-args.ts';
import { toolNames } from './tool-names.ts';
import { tools } from './tools.ts';
import { triggers } from './triggers.ts';
import { unset } from './unset.ts';
import { untold } from './untold.ts';

const checks: readonly Check[] = [
  // What must be there: names that mean one thing each, and a thing for each name.
  ids,
  nodeNames,
  entry,
  ends,
  tools,
  toolNames,
  toolArgs,
  requests,
  state,
  schemas,
  into,
  references,
  outside,
  graphs,
  // What is written in CEL.
  conditions,
  patterns,
  code,
  missing,
  unset,
  // Where control can go, and where it cannot.
  triggers,
  capabilities,
  reachable,
  routes,
  never,
  overlaps,
  ending,
  consultations,
  parallel,
  resume,
  // What receivers are told, and what happens when something fails.
  history,
  people,
  bypass,
  untold,
  failures,
  // What runs, but not as one may think.
  scripts,
  models,
  effects,
];

export type { Facts } from './facts.ts';

const order: readonly Severity[] = ['error', 'warning', 'hint'];

/**
 * @param facts what is known of the server that is to run it.
 * @returns what is wrong with a graph, the gravest first. A graph with an `error` cannot run.
 */
export function checkGraph(graph: Graph, facts?: Facts): Problem[] {
  const survey = surveyOf(graph, facts);
  // One that cannot reason to its end says nothing: what is left would be guesses. None of these tells of errors.
  const found = inOneLook(() => checks.flatMap((check) => asFarAsPossible(() => [...check(survey)], [])));
  return order.flatMap((severity) => found.filter((problem) => problem.severity === severity));
}
