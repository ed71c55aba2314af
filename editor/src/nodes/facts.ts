/** What stands in small frames at the foot of a card. */
import type { NodeKind, NodeOf } from '@baton/shared/nodes';

export interface Fact {
  /** Undefined where the words say it all. */
  icon?: 'model' | 'tools' | 'person' | 'rule' | 'graph' | 'parallel';
  words: string;
  /** The long form, for a pointer that rests. */
  title?: string;
}

/** What a card knows of the graph around its node. */
export interface Around {
  /** The model of the node after defaults, as `provider:name`. */
  model: string;
}

export type FactsOf<Kind extends NodeKind> = (node: NodeOf<Kind>, around: Around) => Fact[];

/** `openai:gpt-5-mini` → `gpt-5-mini`. */
export const modelFact = (model: string): Fact => ({
  icon: 'model',
  words: model.slice(model.indexOf(':') + 1),
  title: model === 'script' ? 'Plays the embedded script model' : `Model: ${model}`,
});

export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`;
