import type { IncomingHttpHeaders } from 'node:http';

export const CLIENT_NAME = 'apollographql-client-name';
export const CLIENT_VERSION = 'apollographql-client-version';
const LONGEST = 100;

/** The program that asks, as it calls itself by Apollo's headers; never a person. */
export interface Client {
  /** Empty where it has none. */
  readonly name: string;
  readonly version: string;
}

export function clientOf(headers: IncomingHttpHeaders): Client {
  return { name: readName(headers[CLIENT_NAME]), version: readName(headers[CLIENT_VERSION]) };
}

/** `dashboard@2.1`; empty where the client has no name. */
export function clientText({ name, version }: Client): string {
  return name && version ? `${name}@${version}` : name;
}

function readName(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value.slice(0, LONGEST) : '';
}
