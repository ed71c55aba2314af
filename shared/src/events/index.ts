/** A run's events, the view that they reduce to, and what a status is. */
export { reduce, reduceAll } from './reduce.ts';
export { applyChanges } from './state.ts';
export { isOver, statusAfter } from './status.ts';
export {
  emptyView,
  workedMs,
  type AskView,
  type HopView,
  type ModelCallView,
  type ReturnView,
  type RunStatus,
  type RunView,
  type ToolCallView,
  type VisitStatus,
  type VisitView,
} from './view.ts';
export {
  endings,
  isEnding,
  isStored,
  liveOnly,
  type AskFields,
  type Considered,
  type ContextPackage,
  type EventDraft,
  type EventFields,
  type EventOf,
  type EventType,
  type LeftBehind,
  type PauseReason,
  type Place,
  type Remaining,
  type RunError,
  type RunEvent,
  type StoredEvent,
  type Tokens,
} from './event.ts';
export { isAside, type Message, type ModelRequest, type OfferedTool, type ToolCall } from './message.ts';
