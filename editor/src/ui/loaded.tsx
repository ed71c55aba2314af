/**
 * A part that comes when it is first needed. Not by React's `lazy`: what follows a fallback is held back until that was
 * shown for 300 ms, even where it is nothing, and most parts are here sooner.
 */
import { type ComponentType, useEffect, useState } from 'react';

interface Otherwise<Props> {
  /** In its place where it cannot come: the server is gone, or was replaced by a newer one. It is tried again the next time. */
  instead: ComponentType<Props>;
  /** While it is on its way. */
  meanwhile?: ComponentType<Props>;
}

/** @param load fails whatever fails on the way: the module, what it imports, its styles. */
export function whenLoaded<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { instead, meanwhile }: Otherwise<Props>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function WhenLoaded(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    useEffect(() => {
      load().then(
        (part) => {
          loaded = part;
          setPart(() => part);
        },
        () => setPart(() => instead),
      );
    }, []);
    const Shown = Part ?? meanwhile;
    return Shown ? <Shown {...props} /> : null;
  };
}
