import { RegistryClient } from '../../schema/agency/registry-client.ts';
import type { PublishedSubgraph } from '../../schema/compose-supergraph.ts';
import { ownSubgraphs } from '../../schema/own-subgraphs.ts';

export type Other = Required<PublishedSubgraph>;

/** Needs a database, which a partner's machine has none of. */
const CUSTOM_VIEWS = 'custom-views';

/** Everybody else's subgraph, as published; those of this checkout where the registry is out of reach or not asked. */
export async function othersThan(
  name: string,
  {
    registryUrl,
    token,
    isHosted,
    say,
  }: { registryUrl: string | null; token: string | undefined; isHosted: boolean; say: (line: string) => void },
): Promise<readonly Other[]> {
  const published = await askRegistry(registryUrl, token).catch((error: Error) => {
    say(`The registry is not asked (${error.message}): the others are those of this checkout.`);
    return null;
  });
  const others = published ?? ownSubgraphs();
  return others.filter((one) => one.name !== name && (isHosted || one.name !== CUSTOM_VIEWS));
}

async function askRegistry(url: string | null, token: string | undefined): Promise<readonly Other[] | null> {
  if (url === null) return null;
  const { subgraphs } = await new RegistryClient(url, token).get<{
    subgraphs: readonly { name: string; sdl?: string | null; url: string | null }[];
  }>('subgraphs?sdl=true');
  return subgraphs.flatMap(({ name, sdl, url: address }) => (sdl && address ? [{ name, sdl, url: address }] : []));
}
