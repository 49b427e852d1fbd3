/** Begins the lines in which a process says whom outside this machine it tried to reach. */
export const OUTSIDE = 'tried to reach outside: ';

/** Whom it tried to reach, from what it wrote. */
export function outsideOf(written: string): string[] {
  return written
    .split('\n')
    .filter((line) => line.startsWith(OUTSIDE))
    .map((line) => line.slice(OUTSIDE.length));
}
