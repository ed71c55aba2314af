/** CEL conditions and templates: parsed, typed against a graph, and evaluated over plain JSON with a bound on the work. */
export { scopeOf, type Scope, type ScopePlace } from './scope.ts';
export { outputType, type PlaceKind } from './places.ts';
export { typeOfSchema, typeText, type CelType } from './type.ts';
export { compileCondition, compileExpression } from './compile.ts';
export type { Compiled, Evaluated, Expression, Values } from './expression.ts';
export {
  checkTemplate,
  parseTemplate,
  slotsIn,
  type ParsedTemplate,
  type Rendered,
  type Template,
} from './template.ts';
export { requestOf, type HttpRequest, type RequestProblem, type RequestTemplate } from './request.ts';
export { limits as expressionLimits } from './environment.ts';
export type { ExpressionError } from './errors.ts';
export { completionsAt, templateCompletionsAt, type Completion, type Completions } from './complete.ts';
export {
  alone,
  celOf,
  comparisons,
  isGroup,
  rowsOf,
  type Comparison,
  type Literal,
  type Right,
  type Row,
  type Rows,
} from './rows.ts';
