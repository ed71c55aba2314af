/** Finding things by what they are called. */

/** What has a name and, often, a second one. */
export interface Named {
  title: string;
  help?: string | undefined;
}

/** Those with a word that begins with what was typed, then those whose name contains it, then those whose help does. */
export function matching<Thing extends Named>(things: readonly Thing[], typed: string): Thing[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [...things];
  const ranks: Thing[][] = [[], [], []];
  for (const thing of things) ranks[rankOf(thing, wanted)]?.push(thing);
  return ranks.flat();
}

/** @returns 3 for what was not found. */
function rankOf({ title, help }: Named, wanted: string): number {
  const name = title.toLowerCase();
  const at = name.indexOf(wanted);
  if (at === -1) return help?.toLowerCase().includes(wanted) ? 2 : 3;
  return at === 0 || name.split(/[\s:/]+/).some((word) => word.startsWith(wanted)) ? 0 : 1;
}
