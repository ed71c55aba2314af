/** What is still wrong with a password that is being typed; nothing before its first letter. */
import { shortestPassword } from '@baton/shared/api';

export function passwordProblem({ length }: string): string | undefined {
  const missing = shortestPassword - length;
  if (length === 0 || missing <= 0) return undefined;
  return missing === 1 ? '1 more character is needed.' : `${missing} more characters are needed.`;
}
