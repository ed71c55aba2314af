import { expect, test } from 'vitest';
import { matching } from './matching.ts';

const things = [
  { title: 'Front desk', help: 'Finds out what it is about' },
  { title: 'Redesign' },
  { title: 'openai:gpt-desk' },
  { title: 'Desk' },
];
const titles = (typed: string): string[] => matching(things, typed).map(({ title }) => title);

test('words that begin with what was typed come first, each group in its own order', () => {
  expect(titles('des')).toEqual(['Front desk', 'Desk', 'Redesign', 'openai:gpt-desk']);
  expect(titles('gpt')).toEqual(['openai:gpt-desk']);
  expect(titles('FRONT D')).toEqual(['Front desk']);
});

test('what a thing is for is searched last', () => {
  expect(titles('about')).toEqual(['Front desk']);
  expect(titles('nothing of the kind')).toEqual([]);
});

test('nothing typed finds everything', () => {
  expect(matching(things, '  ')).toEqual(things);
});
