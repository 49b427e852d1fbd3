import { BlockList, isIP } from 'node:net';
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
const NAMES_OF_THIS_MACHINE = /^(localhost|.*\.localhost|metadata(\.google\.internal)?)$/;

/**
 * Refuses a routing URL that points gateways at themselves, at their link or at a metadata service, unless `REGISTRY_ALLOWED_HOSTS` lists its
 * host. Gateways follow no redirect, so that an address is what was checked.
 */
export function requireRoutable(url: string, environment: NodeJS.ProcessEnv): void {
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
  const version = isIP(host);
  const isRefused =
    version === 0 ? NAMES_OF_THIS_MACHINE.test(host) : NOT_AN_AGENCY.check(host, version === 4 ? 'ipv4' : 'ipv6');
  if (isRefused)
    throw new RegistryError(
      'BAD_REQUEST',
      `The routing URL points at ${host}, which is the gateway's own machine or link. Send the address of your service, or let the operator list ${host} in REGISTRY_ALLOWED_HOSTS.`,
    );
}
