/** Cuts a stream of text into lines at `\n` alone: in JSON, other line ends stand inside of strings. */
export function lineCutter(line: (text: string) => void): { take(piece: string): void; readonly unfinished: number } {
  let rest: string[] = [];
  let length = 0;
  return {
    take(piece) {
      const [first = '', ...more] = piece.split('\n');
      rest.push(first);
      length += first.length;
      for (const next of more) {
        const whole = rest.join('');
        [rest, length] = [[next], next.length];
        line(whole);
      }
    },
    /** How long the line is that has no end yet. */
    get unfinished() {
      return length;
    },
  };
}
