/**
 * What a model thinks is not what it says. Most providers send thoughts apart, and nobody reads those; a model server
 * that does not know its model's way of thinking leaves them in the text: `<think>…</think>` in front of the answer.
 */
const [opening, closing] = ['<think>', '</think>'];

/** Takes the pieces of a text as they come, and gives back the words. */
export class Speech {
  /** What may be, or is, a thought; undefined once words have come. */
  #held: string | undefined = '';
  /** All words so far. */
  words = '';

  /** @returns the words that this piece brings. */
  hear(piece: string): string {
    const text = this.#held === undefined ? piece : this.#without(this.#held + piece);
    this.words += text;
    return text;
  }

  /** The text is over. @returns what looked like the beginning of a thought, and was none. */
  end(): string {
    const held = this.#held ?? '';
    this.#held = undefined;
    const text = held.trimStart().startsWith(opening) ? '' : held;
    this.words += text;
    return text;
  }

  #without(text: string): string {
    const start = text.trimStart();
    if (start.startsWith(opening)) {
      const end = start.indexOf(closing);
      const words = end < 0 ? '' : start.slice(end + closing.length).trimStart();
      this.#held = words === '' ? text : undefined;
      return words;
    }
    this.#held = opening.startsWith(start) ? text : undefined;
    return this.#held === undefined ? text : '';
  }
}
