import type { Generated } from 'kysely';
import type { DataVersionTable } from '../kit/figures/tables.ts';

/** One version of the national list of units with its lineage, so that what was computed by it can be computed again. */
export interface BoundariesTable {
  /** SHA-256 of the content, hexadecimal. */
  version: string;
  recorded_at: Generated<string>;
  content: string;
}

/** The definitions of all indicators as they were served when a view was frozen, likewise. */
export interface DefinitionsTable {
  /** SHA-256 of the content, hexadecimal. */
  version: string;
  recorded_at: Generated<string>;
  /** Canonical JSON of the indicators, in the order of their codes. */
  content: string;
}

/** The input of a table under a title. Every table here is append-only. */
export interface SavedViewTable {
  /** 128 random bits, base64url: who was not told it does not find the view. */
  id: string;
  title: string;
  /** Empty where there are none. */
  notes: string;
  /** `CombinedTableInput` in canonical JSON. */
  input: string;
  saved_at: Generated<string>;
}

/** The public half of a key that views were signed with. */
export interface SigningKeyTable {
  /** SHA-256 of the public key in DER (SubjectPublicKeyInfo), hexadecimal. */
  id: string;
  /** PEM. */
  public_key: string;
  first_used_at: Generated<string>;
}

/** A view as it stood, see views/frozen-document.ts. */
export interface FrozenViewTable {
  /** SHA-256 of the document's bytes, hexadecimal. */
  hash: string;
  view_id: string;
  /** What was known at this instant. */
  frozen_at: string;
  boundaries_version: string;
  definitions_version: string;
  /** Canonical JSON; text, since `jsonb` would not keep its bytes. */
  document: string;
  bytes: number;
  key_id: string;
  /** Ed25519 over the 32 bytes of the hash, base64. */
  signature: string;
}

export interface Tables {
  boundaries: BoundariesTable;
  definitions: DefinitionsTable;
  saved_view: SavedViewTable;
  signing_key: SigningKeyTable;
  frozen_view: FrozenViewTable;
  data_version: DataVersionTable;
}

/** The tables into which the role that serves inserts; the list of units is loaded by the owner. */
export const WRITTEN_TABLES = ['definitions', 'saved_view', 'signing_key', 'frozen_view'] as const;
