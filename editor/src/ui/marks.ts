/** A text in pieces that are drawn differently: what is wrong, and what is an expression in a template. */
export interface Mark {
  start: number;
  end: number;
  tone: 'slot' | 'error' | 'warning';
}
export interface Piece {
  start: number;
  text: string;
  tones: readonly Mark['tone'][];
}

/** @param cuts more places where a piece shall begin, such as where the cursor is. */
export function piecesOf(text: string, marks: readonly Mark[], cuts: readonly number[] = []): Piece[] {
  const seen = marks.map((mark) => visible(mark, text.length));
  const edges = [...new Set([0, ...seen.flatMap(({ start, end }) => [start, end]), ...cuts])]
    .filter((edge) => edge >= 0 && edge <= text.length)
    .toSorted((a, b) => a - b);
  return edges.map((start, index) => {
    const end = edges[index + 1] ?? text.length;
    const tones = seen.filter((mark) => mark.start <= start && mark.end >= end && end > start);
    return { start, text: text.slice(start, end), tones: tones.map(({ tone }) => tone) };
  });
}

/** What is wrong between two letters, or after the last one, is drawn under the letter before. */
function visible({ start, end, tone }: Mark, length: number): Mark {
  const last = Math.min(end, length);
  const first = Math.min(start, last);
  return { start: first === last && tone !== 'slot' ? Math.max(0, first - 1) : first, end: last, tone };
}
