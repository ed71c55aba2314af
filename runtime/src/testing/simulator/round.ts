/** What a number stands for in a list of what there is, counted round: so a random number always means something. */
export const round = <Value>(values: readonly Value[], nth: number): Value | undefined => values[nth % values.length];
