const EVERY_MS = 1_000;

/** Shows on a terminal that something goes on that takes longer than a second: a dot for each. Programs see none of it. */
export async function showWaiting<Result>(work: Promise<Result>): Promise<Result> {
  if (!process.stderr.isTTY) return work;
  let hasBegun = false;
  const timer = setInterval(() => {
    process.stderr.write(hasBegun ? '.' : 'Under way ..');
    hasBegun = true;
  }, EVERY_MS);
  return work.finally(() => {
    clearInterval(timer);
    if (hasBegun) process.stderr.write('\n');
  });
}
