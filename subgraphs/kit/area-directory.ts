/** One version of a unit in the national list, as an agency needs it. */
export interface DirectoryArea {
  readonly code: string;
  readonly gsoCode: string;
  readonly name: string;
  /** PROVINCE, DISTRICT or COMMUNE. */
  readonly level: string;
  readonly territoryCode: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** First and last day of all versions of the territory, half-open; null: open. */
  readonly territoryFrom: string | null;
  readonly territoryTo: string | null;
}

/** The national list of units, which agencies place their figures by. It is handed to them; none reads another's files. */
export interface AreaDirectory {
  readonly areas: readonly DirectoryArea[];
  /** Pairs of a territory and one that it came out of, directly or by way of others. */
  readonly predecessors: readonly (readonly [territory: string, predecessor: string])[];
  byCode(code: string): DirectoryArea | undefined;
  /** The version in force on a day; undefined where the code named none then. */
  byGsoCode(gsoCode: string, day: string): DirectoryArea | undefined;
}
