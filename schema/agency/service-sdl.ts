import { withoutMachinery } from '../registry/check/without-machinery.ts';
import { Service } from './conformance/service.ts';

/** The SDL that a running service tells of itself, as its authors wrote it. */
export async function sdlOfService(url: string): Promise<string> {
  const { body } = await new Service(url).ask('{ _service { sdl } }').catch((error: unknown) => {
    throw new Error(`The service at ${url} does not answer. Start it, or name its SDL with --sdl FILE.`, {
      cause: error,
    });
  });
  const sdl: unknown = body?.data?._service?.sdl;
  if (typeof sdl !== 'string')
    throw new Error(`The service at ${url} does not tell its SDL: it must answer { _service { sdl } }.`);
  return authored(sdl);
}

/** Without what libraries add; what is no SDL goes on to the check, which says so. */
export function authored(sdl: string): string {
  try {
    return withoutMachinery(sdl);
  } catch {
    return sdl;
  }
}
