/**
 * Highest estimated cost of an operation where COST_LIMIT sets no other, in objects of its answer: a thousand units with twelve figures
 * each are 17,000, with the citation and the slice of each 53,000; every figure of the 63 provinces with its citation is 56,000.
 */
export const USUAL_COST_LIMIT = 200_000;
