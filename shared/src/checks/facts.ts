/** What checks can be told of the world outside of a document. What is left out is not known, and nothing is said of it. */
import type { Graph } from '../graph/schema.ts';

export interface Facts {
  /** Why a model cannot be asked; undefined when it can. */
  modelProblem?: (model: string) => string | undefined;
  /** What is wrong with a pattern, as the end of a sentence; undefined when nothing is. */
  patternProblem?: (pattern: string) => string | undefined;
  /** The graph that a run of this id and version would run; undefined when there is none. */
  graph?: (id: string, version?: number) => Graph | undefined;
  /** Names of the secrets that the server has. */
  secrets?: ReadonlySet<string>;
  /** Ids of the MCP servers that the operator has configured. */
  servers?: ReadonlySet<string>;
}
