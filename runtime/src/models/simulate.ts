/**
 * How the script model plays a node that has no script for the moment: it takes the handoff, the tool or the label
 * whose words are nearest to what the user said, else it says that it is only simulated. Deterministic.
 */
import type { OfferedTool } from '@baton/shared/events';
import { isObject, sampleValue, type Json, type JsonObject } from '@baton/shared/graph';

const stop = new Set(
  'a an the is are was be to of in on for and or it its this that i you my me we your with what how can do does not as at by from when about user customer asks ask wants want'.split(
    ' ',
  ),
);

function words(text: string): Set<string> {
  const found = text.toLowerCase().match(/\p{L}[\p{L}\p{N}]+|\d+/gu) ?? [];
  return new Set(found.filter((word) => !stop.has(word)).map((word) => word.replace(/(ing|ed|es|s)$/u, '')));
}

/** @returns the option that shares most words with the text, or undefined when none shares one. */
export function nearestByWords<Option>(
  text: string,
  options: readonly Option[],
  wordsOf: (option: Option) => string,
): Option | undefined {
  const said = words(text);
  let best: Option | undefined;
  let bestScore = 0;
  for (const option of options) {
    const score = [...words(wordsOf(option))].filter((word) => said.has(word)).length;
    if (score > bestScore) [best, bestScore] = [option, score];
  }
  return best;
}

/** Arguments that fit a tool's schema, as far as it requires any. */
export function simulatedArgs(tool: OfferedTool, input: string): JsonObject {
  const { properties, required } = tool.parameters;
  if (!isObject(properties)) return {};
  const needed = new Set(Array.isArray(required) ? required : []);
  const entries = Object.entries(properties).filter(([name]) => needed.has(name));
  return Object.fromEntries(entries.map(([name, schema]) => [name, simulatedValue(schema, input)]));
}

/** A value that fits a JSON Schema, filled with what there is: the user's words for text, nothing clever. */
export function simulatedValue(schema: Json, input: string): Json {
  return sampleValue(schema, {
    text: input,
    number: Number(/\d+/.exec(input)?.[0] ?? 0),
    choose: (choices) => nearestByWords(input, choices, String) ?? choices[0],
  });
}
