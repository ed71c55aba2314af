/** Counts the work of one evaluation, so that no expression can hang or fill the memory, whatever the values are. */

/** Steps of one evaluation; about a tenth of a second at worst. */
export const maxWork = 500_000;

/** An evaluation that came to nothing; its message is shown as the reason why a condition did not hold. */
export class EvaluationFailure extends Error {
  override readonly name = 'EvaluationFailure';
}

export class Fuel {
  #left = maxWork;

  /** @param work in steps: about one operation, one list element or 32 characters each. */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) {
      throw new EvaluationFailure(`it takes more than ${maxWork} steps; use shorter lists or fewer loops inside loops`);
    }
  }

  get empty(): boolean {
    return this.#left < 0;
  }

  spendText(text: string): void {
    this.spend(text.length >> 5);
  }
}
