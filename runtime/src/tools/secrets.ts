/** Secrets on their way into a request: those that its templates name, and whether they may go where it goes. */
import type { JsonObject } from '@baton/shared/graph';
import type { Secret, ToolServices } from './services.ts';
import { ToolError } from './tool.ts';

export type NamedSecrets = ReadonlyMap<string, Secret>;

/** @throws ToolError that names the one that is missing. */
export async function secretsFor(names: readonly string[], secretOf: ToolServices['secretOf']): Promise<NamedSecrets> {
  const entries = names.map(async (name) => {
    const secret = await secretOf?.(name);
    if (!secret) throw new ToolError(`there is no secret "${name}"; a person has to set it in the settings`);
    return [name, secret] as const;
  });
  return new Map(await Promise.all(entries));
}

/** What templates see of them. */
export const valuesOf = (secrets: NamedSecrets): JsonObject =>
  Object.fromEntries([...secrets].map(([name, { value }]) => [name, value]));

/**
 * Whoever writes a graph says where its requests go; where a secret goes is for those who have set it to say.
 * @param url undefined where it is not known, which is nowhere a secret with hosts may go.
 * @throws ToolError
 */
export function refuseElsewhere(secrets: NamedSecrets, url: URL | undefined): void {
  for (const [name, { mayGoTo }] of secrets) {
    if (mayGoTo && !(url && mayGoTo(url)))
      throw new ToolError(
        `the secret "${name}" may not be sent to ${url?.host ?? 'a server that is named by an id'}; which hosts it may go to is said in the settings`,
      );
  }
}
