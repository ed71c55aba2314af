/**
 * The words of models on their way to those who listen. They come in pieces, and no piece holds a secret that was cut in
 * two: what may be the beginning of one is kept back until it is clear.
 */
import type { EventOf, RunEvent } from '@baton/shared/events';
import type { Redactor } from './redact.ts';

type Delta = EventOf<'model.delta'>;

/** Only the end of what is said is kept: a piece of a long text would keep all of it in memory. */
interface Said {
  /** How much the model has said. */
  length: number;
  /** The end of that, which is not told yet: it may be the beginning of a secret. */
  rest: string;
  /** How long it is as it was told. */
  told: number;
}

const nothing: Said = { length: 0, rest: '', told: 0 };

const placeOf = ({ node, visit, branch }: { node: string; visit: number; branch?: string }): string =>
  JSON.stringify([node, visit, branch]);

export class SpeechRedactor {
  readonly #redactor: Redactor;
  readonly #said = new Map<string, Said>();

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** @returns what may be told by now. */
  say(delta: Delta): Delta | undefined {
    const place = placeOf(delta);
    const known = this.#said.get(place) ?? nothing;
    const goesOn = (delta.from ?? known.length) === known.length;
    // A call that is made again says all of it anew.
    const before = goesOn ? known : nothing;
    const unsettled = before.rest + delta.text;
    const end = this.#redactor.settled(unsettled);
    const text = this.#redactor.text(unsettled.slice(0, end));
    const { told } = before;
    this.#said.set(place, {
      length: before.length + delta.text.length,
      rest: unsettled.slice(end),
      told: told + text.length,
    });
    return text === '' && goesOn ? undefined : { ...delta, text, from: told };
  }

  /** @returns what was kept back and was no secret after all. */
  finish({ at, run, node, visit, branch }: EventOf<'model.finished'>): Delta | undefined {
    const place = { node, visit, ...(branch === undefined ? {} : { branch }) };
    const said = this.#said.get(placeOf(place));
    this.#said.delete(placeOf(place));
    const text = this.#redactor.text(said?.rest ?? '');
    return said && text !== '' ? { type: 'model.delta', at, run, ...place, text, from: said.told } : undefined;
  }
}

/** What a run yields, as anybody may hear it. All but the words are redacted where they are stored. */
export async function* redactedSpeech(
  events: AsyncIterable<RunEvent>,
  redactor: Redactor,
): AsyncGenerator<RunEvent, void, undefined> {
  const speech = new SpeechRedactor(redactor);
  for await (const event of events) {
    const rest = event.type === 'model.finished' ? speech.finish(event) : undefined;
    if (rest) yield rest;
    const told = event.type === 'model.delta' ? speech.say(event) : event;
    if (told) yield told;
  }
}
