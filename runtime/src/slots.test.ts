import { expect, it } from 'vitest';
import { Slots } from './slots.ts';

/** A piece of work that is over when the test says so. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { promise, resolve, reject };
}

it('lets as many work at once as there is room for, the others after them in their order, whatever comes of each', async () => {
  const slots = new Slots(2);
  const works = [held(), held(), held(), held()];
  const begun: number[] = [];
  const results = works.map(({ promise }, index) =>
    slots.use(() => {
      begun.push(index);
      return promise;
    }),
  );
  expect(begun).toEqual([0, 1]);
  works[1]?.reject(new Error('no'));
  await expect(results[1]).rejects.toThrow('no');
  expect(begun).toEqual([0, 1, 2]);
  works[0]?.resolve('a');
  await expect(results[0]).resolves.toBe('a');
  expect(begun).toEqual([0, 1, 2, 3]);
  works[2]?.resolve('c');
  works[3]?.resolve('d');
  await expect(Promise.all([results[2], results[3]])).resolves.toEqual(['c', 'd']);
});
