import { createHash, randomBytes } from 'node:crypto';

/** What is said between a subgraph's serving processes and its writers through its database, see the README of the kit. */
export interface VersionChannels {
  /** PostgreSQL's triggers notify here of each write. */
  readonly moved: string;
  /** Serving processes say here that they are there, and which version all their gateways have confirmed. */
  readonly confirmed: string;
  /** First half of the advisory locks that serving processes hold; the second is their own number. */
  readonly lockClass: number;
}

export function versionChannels(schema: string): VersionChannels {
  return {
    moved: `${schema}.data_version`,
    confirmed: `${schema}.data_version_confirmed`,
    lockClass: positive(createHash('sha256').update(`lien-thong data version ${schema}`).digest()),
  };
}

/** A number for one connection of a serving process: never used again, unlike the number of PostgreSQL's process. */
export function newInstanceNumber(): number {
  return positive(randomBytes(4));
}

/** Locks take numbers of 32 bits; the catalogue shows them without a sign. */
function positive(bytes: Buffer): number {
  return bytes.readUInt32BE() >>> 1;
}
