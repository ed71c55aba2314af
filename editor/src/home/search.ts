/** Does a graph match what was typed? Every word has to be somewhere in its name, description or id. */
import type { GraphSummary } from '@baton/shared/api';

export function matches(
  { id, name, description }: Pick<GraphSummary, 'id' | 'name' | 'description'>,
  query: string,
): boolean {
  const text = `${name} ${description} ${id}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
