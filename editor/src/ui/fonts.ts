/** Baton's two typefaces. One that comes late makes the browser lay out the whole page again, so each is asked for early. */
export const loadFont = (family: 'Inter Variable' | 'JetBrains Mono Variable'): void =>
  void document.fonts?.load(`1em "${family}"`);
