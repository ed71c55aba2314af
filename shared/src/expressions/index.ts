/** CEL conditions and templates: parsed, typed against a graph, and evaluated over plain JSON with a bound on the work. */
export { scopeOf, type Scope, type ScopePlace } from './scope.ts';
export { outputType, type PlaceKind } from './places.ts';
export { typeOfSchema, typeText, type CelType } from './type.ts';
export { compileCondition, compileExpression } from './compile.ts';
export type { Compiled, Evaluated, Expression, Values } from './expression.ts';
export { checkTemplate, parseTemplate, type ParsedTemplate, type Rendered, type Template } from './template.ts';
export { limits as expressionLimits } from './environment.ts';
export type { ExpressionError } from './errors.ts';
