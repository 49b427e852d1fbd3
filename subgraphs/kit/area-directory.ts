/** One version of a unit in the national list, as an agency needs it. */
export interface DirectoryArea {
  readonly code: string;
  readonly gsoCode: string;
  readonly name: string;
  /** PROVINCE, DISTRICT or COMMUNE. */
  readonly level: string;
  /** In force for the whole life of this version; null for provinces. */
  readonly parentCode: string | null;
  readonly territoryCode: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** First and last day of all versions of the territory, half-open; null: open. */
  readonly territoryFrom: string | null;
  readonly territoryTo: string | null;
}

/** One step from a unit version to another. */
export interface DirectoryStep {
  readonly predecessor: string;
  readonly successor: string;
  /** MERGE, SPLIT, RENAME, TRANSFER or ABOLISH. */
  readonly kind: string;
  /** Of the predecessor's population; null where no law states it. */
  readonly share: number | null;
}

/** The national list of units, which agencies place their figures by. It is handed to them; none reads another's files. */
export interface AreaDirectory {
  readonly areas: readonly DirectoryArea[];
  /** Pairs of a territory and one that it came out of, directly or by way of others. */
  readonly predecessors: readonly (readonly [territory: string, predecessor: string])[];
  /** Every step of the lineage. */
  readonly lineage: readonly DirectoryStep[];
  byCode(code: string): DirectoryArea | undefined;
  /** The version in force on a day; undefined where the code named none then. */
  byGsoCode(gsoCode: string, day: string): DirectoryArea | undefined;
}
