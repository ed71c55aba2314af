/** The graph format: its schema and types, what it means by default, and how it is read and written. */
export {
  graph,
  merges,
  type Graph,
  type LimitName,
  type Limits,
  type Merge,
  type Note,
  type Scenario,
  type StateValue,
} from './schema.ts';
export { handoff, needsApproval, type ContextRules, type Handoff, type History, type Redaction } from './handoff.ts';
export { isOneTool, tool, type Tool, type ToolType } from './tools.ts';
export { isObject, type Json, type JsonObject, type JsonSchema } from './json.ts';
export { id, type Position, reservedKeys } from './ids.ts';
export { pointer, pointerKeys, type Fix, type PatchOperation, type Problem, type Severity } from './problem.ts';
export { parseGraph, parseGraphText, type Parsed } from './parse.ts';
export { modelOptionNames } from './model-options.ts';
export { writeGraph } from './write.ts';
export { graphJsonSchema } from './json-schema.ts';
export { sampleValue } from './sample.ts';
export { schemaMapKeywords } from '../schemas/inner.ts';
export { validateJson, type Misfit } from './validate.ts';
export { nearest } from './nearest.ts';
export {
  defaultAttempts,
  defaultBackoffMs,
  defaultLimits,
  defaultMaxSteps,
  findHandoff,
  findNode,
  handoffsFrom,
  handoffsOf,
  historyOf,
  limitOf,
  modelOf,
  nodeName,
  nodesOf,
  capabilityTool,
  transferToolOf,
  triggerOf,
} from './defaults.ts';
export {
  addHandoff,
  addNode,
  addNote,
  addTool,
  applyFix,
  bridgeNodes,
  canBridge,
  clipFrom,
  clipOf,
  followName,
  freeId,
  freshHandoff,
  freshNode,
  handoffsInto,
  freshTool,
  idFrom,
  insertNode,
  isOff,
  moveNodes,
  moveNotes,
  newNames,
  nodesOff,
  notesOf,
  type NodeStart,
  paste,
  patched,
  removeHandoffs,
  removeNodes,
  removeNotes,
  removeTool,
  renameNode,
  renameTool,
  reorderHandoff,
  replaceTool,
  setLimit,
  setStateValue,
  switchHandoffs,
  updateGraph,
  updateHandoff,
  updateNode,
  updateNote,
  type GraphPatch,
  type HandoffPatch,
  type NewNames,
  type NodePatch,
  type NotePatch,
  type Part,
  type Pasted,
} from './edit/index.ts';
