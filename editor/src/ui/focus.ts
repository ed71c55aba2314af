/** Where the focus goes when what had it is gone: to the first thing that can be done in its place. */
export function focusFirst(place: HTMLElement | null): void {
  place?.querySelector<HTMLElement>('textarea, input, select, button:not(:disabled)')?.focus();
}
