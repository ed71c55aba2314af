/**
 * The words of models on their way to those who listen. They come in pieces, and no piece holds a secret that was cut in
 * two: what may be the beginning of one is kept back until it is clear.
 */
import type { EventOf, RunEvent } from '@baton/shared/events';
import type { Redactor } from './redact.ts';

type Delta = EventOf<'model.delta'>;

interface Said {
  /** As the model says it. */
  raw: string;
  /** How much of that is told. */
  settled: number;
  /** How long it is as it was told. */
  told: number;
}

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
    const before = this.#said.get(place) ?? { raw: '', settled: 0, told: 0 };
    const from = delta.from ?? before.raw.length;
    const goesOn = from === before.raw.length;
    const { settled, told } = goesOn ? before : { settled: 0, told: 0 };
    const raw = before.raw.slice(0, from) + delta.text;
    const end = settled + this.#redactor.settled(raw.slice(settled));
    const text = this.#redactor.text(raw.slice(settled, end));
    this.#said.set(place, { raw, settled: end, told: told + text.length });
    return text === '' && goesOn ? undefined : { ...delta, text, from: told };
  }

  /** @returns what was kept back and was no secret after all. */
  finish({ at, run, node, visit, branch }: EventOf<'model.finished'>): Delta | undefined {
    const place = { node, visit, ...(branch === undefined ? {} : { branch }) };
    const said = this.#said.get(placeOf(place));
    this.#said.delete(placeOf(place));
    const text = this.#redactor.text(said?.raw.slice(said.settled) ?? '');
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
