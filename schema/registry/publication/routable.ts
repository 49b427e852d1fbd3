import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isInGateway } from '../../routing.ts';
import { RegistryError } from './registry-error.ts';

/** Addresses that are no agency's service: the machine itself, its link, and where clouds tell secrets. */
const NOT_AN_AGENCY = new BlockList();
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const)
  NOT_AN_AGENCY.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of [
  ['::', 128],
  ['::1', 128],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
] as const)
  NOT_AN_AGENCY.addSubnet(address, bits, 'ipv6');
const LOOKUP_MS = 1_000;
const NAMES_OF_THIS_MACHINE = /^(localhost|.*\.localhost|metadata(\.google\.internal)?)$/;

/**
 * Refuses a routing URL that points gateways at themselves, at their link or at a metadata service, by address or by a name that resolves to
 * one, unless `REGISTRY_ALLOWED_HOSTS` lists its host. Gateways follow no redirect, so that an address is what was checked. A name that
 * resolves to nothing here is let through: gateways may know it.
 */
export async function requireRoutable(url: string, environment: NodeJS.ProcessEnv): Promise<void> {
  if (isInGateway(url)) return;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new RegistryError(
      'BAD_REQUEST',
      `"${url.slice(0, 200)}" is no routing URL: send one such as https://figures.example.gov.vn/graphql.`,
    );
  const { hostname, username, password } = new URL(url);
  if (username || password)
    throw new RegistryError(
      'BAD_REQUEST',
      'The routing URL has a user or password in it: leave them out, it is shown to everyone.',
    );
  const host = hostname.replace(/^\[|\]$/g, '');
  const allowed = (environment['REGISTRY_ALLOWED_HOSTS'] ?? '').split(',').map((one) => one.trim());
  if (allowed.includes(host)) return;
  const isRefused = NAMES_OF_THIS_MACHINE.test(host) || (await addressesOf(host)).some(isNoAgency);
  if (isRefused)
    throw new RegistryError(
      'BAD_REQUEST',
      `The routing URL points at ${host}, which is the gateway's own machine or link. Send the address of your service, or let the operator list ${host} in REGISTRY_ALLOWED_HOSTS.`,
    );
}

/** The address itself, or those that a name resolves to. */
async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const looked = lookup(host, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
  return Promise.race([looked, wait(LOOKUP_MS, [], { ref: false })]);
}

function isNoAgency(address: string): boolean {
  return NOT_AN_AGENCY.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
