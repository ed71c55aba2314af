import type { ComponentType } from 'react';

/**
 * For `lazy`: a part that comes when it is first needed, or what stands in its place where it cannot come: the server is gone,
 * or was replaced by a newer one. Whatever fails on the way fails in `load`: the module, what it imports, its styles.
 */
export async function loadedOr<Props>(
  load: () => Promise<ComponentType<Props>>,
  instead: ComponentType<Props>,
): Promise<{ default: ComponentType<Props> }> {
  try {
    return { default: await load() };
  } catch {
    return { default: instead };
  }
}
