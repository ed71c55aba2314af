/** What a graph may set for a model; anything else could name another host or key, and is not passed on. */
export const modelOptionNames = [
  'temperature',
  'topP',
  'maxTokens',
  'frequencyPenalty',
  'presencePenalty',
  'stop',
  'seed',
  'reasoningEffort',
] as const;
