/** Text with `{{ CEL }}` in it, checked while it is typed. */
import { checkTemplate, scopeOf, type ScopePlace } from '@baton/shared/expressions';
import type { Graph } from '@baton/shared/graph';
import { TextField, type TextFieldProps } from '../ui/TextField.tsx';

interface TemplateFieldProps extends TextFieldProps {
  graph: Graph;
  place: ScopePlace;
}

export function TemplateField({ graph, place, error, ...field }: TemplateFieldProps) {
  return <TextField rows={3} {...field} error={templateProblem(field.value, graph, place) ?? error} />;
}

/** @returns what is wrong with a template, with the line that it is on. */
function templateProblem(source: string, graph: Graph, place: ScopePlace): string | undefined {
  if (!source.includes('{{')) return undefined;
  const first = checkTemplate(source, scopeOf(graph, place))[0];
  if (!first) return undefined;
  const line = source.slice(0, first.start).split('\n').length;
  return `Line ${line}: ${first.message}`;
}
