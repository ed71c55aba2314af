/** How large a pattern is with its repetitions written out, told without compiling it: that alone can take a second. */

const repetition = /^\{(\d+)(?:,(\d*))?\}/;

/** @returns about the number of its steps, and never many more than there are. */
export function writtenOut(source: string): number {
  // The sum within each open group; the last entry is what the next repetition repeats.
  const open: { sum: number; last: number }[] = [];
  let here = { sum: 0, last: 0 };
  const add = (size: number): void => {
    here.sum += here.last;
    here.last = size;
  };
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === '\\') at++;
    if (char === '(') {
      add(0);
      open.push(here);
      here = { sum: 0, last: 0 };
    } else if (char === ')') {
      const size = here.sum + here.last;
      here = open.pop() ?? here;
      here.last = size;
    } else if (char === '{') {
      const [whole, least = '', most = ''] = repetition.exec(source.slice(at, at + 12)) ?? [];
      if (whole === undefined) add(1);
      else {
        here.last *= Math.max(Number(least), Number(most));
        at += whole.length - 1;
      }
    } else {
      if (char === '[') at = endOfClass(source, at);
      add(1);
    }
  }
  return open.reduce((sum, group) => sum + group.sum + group.last, here.sum + here.last);
}

function endOfClass(source: string, start: number): number {
  // A bracket that comes first stands for itself.
  const first = source[start + 1] === '^' ? start + 2 : start + 1;
  for (let at = first; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']' && at > first) return at;
  }
  return source.length;
}
