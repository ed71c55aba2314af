/** Which part of a long page is read: the last one that begins in the upper third of the window, or the last of all at its end. */
import { useEffect, useState } from 'react';

/** @param ids of the parts' elements, from top to bottom. */
export function useCurrentPart(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0]);
  const key = ids.join(' ');
  useEffect(() => {
    const look = (): void => setCurrent(partAt(key.split(' ')));
    look();
    // The page scrolls in an element of its own.
    addEventListener('scroll', look, { capture: true, passive: true });
    addEventListener('resize', look);
    // Its parts grow when the server has told what is in them.
    const sizes = new ResizeObserver(look);
    for (const id of key.split(' ')) {
      const part = document.getElementById(id);
      if (part) sizes.observe(part);
    }
    return () => {
      sizes.disconnect();
      removeEventListener('scroll', look, { capture: true });
      removeEventListener('resize', look);
    };
  }, [key]);
  return current;
}

function partAt(ids: readonly string[]): string | undefined {
  const boxes = ids.flatMap((id) => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    return box ? [{ id, top: box.top, bottom: box.bottom }] : [];
  });
  const last = boxes.at(-1);
  const first = boxes[0];
  if (!first || !last || first.top >= 0) return first?.id;
  // At its end a page shows several short parts at once.
  if (last.bottom <= innerHeight) return last.id;
  return (boxes.findLast(({ top }) => top <= innerHeight / 3) ?? first).id;
}
