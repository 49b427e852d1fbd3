/** As `Citation` of figures.graphql. */
export interface Citation {
  readonly source: string;
  readonly publisher: string;
  readonly title: string;
  readonly published: string | null;
  readonly url: string | null;
  readonly locator: string | null;
  readonly dateBasis: string | null;
  readonly licence: string | null;
  readonly retrieved: string | null;
  readonly checkedAgainst: string | null;
}
