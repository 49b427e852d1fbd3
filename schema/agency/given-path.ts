import { resolve } from 'node:path';

/** A path as whoever called the command means it: npm runs it in the project's folder, and tells where it was called. */
export function givenPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
