/** What is said after a place, when it stands by itself. */
export const asSentence = (words: string): string => `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
