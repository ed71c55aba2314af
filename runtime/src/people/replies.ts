/** What people were asked, what they have answered, and until when they may: as the log tells it. */
import type { Json, JsonObject } from '@baton/shared/graph';
import type { Observed } from '../ledger.ts';

/** What a step that has waited for a person goes on with. */
export type Reply = { answer: Json } | { late: true };

interface Question {
  /** In ms since 1970; Infinity where there is no end to it. */
  until: number;
  args: JsonObject | undefined;
  answers: Json[];
}

export class Replies {
  readonly #questions = new Map<string, Question>();

  observe(event: Observed): void {
    if (event.type === 'human.asked') {
      const until = event.until === undefined ? Infinity : Date.parse(event.until);
      this.#questions.set(event.ask, { until, args: event.args, answers: [] });
    }
    if (event.type === 'human.answered') this.#questions.get(event.ask)?.answers.push(event.answer);
  }

  /** With what a tool would be called, as the question shows it. */
  argsOf(ask: string): JsonObject | undefined {
    return this.#questions.get(ask)?.args;
  }

  asked(ask: string): boolean {
    return this.#questions.has(ask);
  }

  /**
   * @param turn how many answers the question has had before: a takeover has many.
   * @returns undefined as long as the person is waited for.
   */
  to(ask: string, turn: number, now = Date.now()): Reply | undefined {
    const question = this.#questions.get(ask);
    const answer = question?.answers[turn];
    if (answer !== undefined) return { answer };
    return question && question.until <= now ? { late: true } : undefined;
  }
}
