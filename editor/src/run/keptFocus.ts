/**
 * Whoever works with the keyboard stays in the panel. Where what had the focus goes away (the box when a person is asked,
 * a form when it was answered, the replay at its end), what takes its place gets it.
 */
import { type RefObject, useEffect } from 'react';

export function useKeptFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    if (!element) return undefined;
    let last: EventTarget | null = null;
    const remember = ({ target }: Event): void => {
      last = target instanceof Node && element.contains(target) ? target : null;
    };
    const observer = new MutationObserver(() => {
      if (!(last instanceof Node) || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      placeIn(element)?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    // A click where nothing takes the focus leaves the panel too.
    document.addEventListener('pointerdown', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', remember);
      observer.disconnect();
    };
  }, [panel]);
}

/** What is asked comes before what could be said next. */
const placeIn = (panel: HTMLElement): HTMLElement | null =>
  panel.querySelector<HTMLElement>('section[data-open]') ?? panel.querySelector<HTMLElement>('[data-composer]');
