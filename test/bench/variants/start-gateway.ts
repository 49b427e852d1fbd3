import { freePort } from '../../../subgraphs/kit/free-port.ts';
import { ENVIRONMENT, PROJECT, type ServedSubgraphs } from '../served-subgraphs.ts';
import { startProcess } from '../started-process.ts';
import type { Place, Running } from './variant.ts';

export interface GatewayProgram {
  readonly name: string;
  /** Arguments of node, for this port. */
  readonly program: (port: number) => readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly served?: ServedSubgraphs;
}

/** Starts a gateway on its core. */
export async function startGateway(place: Place, wanted: GatewayProgram): Promise<Running> {
  const { pinning, stopping } = place.stage;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/graphql`;
  const gateway = await startProcess(
    {
      name: wanted.name,
      command: [...pinning.gateway, process.execPath, ...place.nodeArguments, ...wanted.program(port)],
      folder: wanted.folder ?? PROJECT,
      environment: { ...ENVIRONMENT, ...wanted.environment },
      ready: url,
    },
    stopping,
  );
  return { url, gateway, subgraphs: wanted.served?.processes ?? [], counter: wanted.served?.counter };
}
