import { setImmediate } from 'node:timers/promises';
import type { Agency, Indicator } from '../../kit/declarations.ts';
import { operandsOf, relationsOf } from '../../kit/relations.ts';
import { AgencyFigures, type AgencyFiguresOptions } from './agency-figures.ts';
import type { Cells } from './cells.ts';
import { countedUnits } from './counted-units.ts';
import { compareFindings, toFinding, type Finding, type Found } from './finding.ts';
import { RULES } from './rule-list.ts';
import { impliedFigures } from './rules/implied-figures.ts';
import type { Checking } from './rules/rule.ts';
import { sourcesOfOneCell } from './rules/sources.ts';
import { wordsOf } from './words.ts';

/** Indicators that are read while one is checked. */
const READ_AHEAD = 3;

/** Findings in memory: those of least weight beyond are counted only. */
export const MOST_KEPT = 20_000;

export interface FindingSet {
  /** In their order. */
  readonly findings: readonly Finding[];
  readonly omitted: number;
  /** Agencies that did not answer. */
  readonly unavailable: readonly string[];
  /** Of agencies that were read in one state. */
  readonly dataVersions: readonly { readonly subgraph: string; readonly version: string }[];
}

/** Lets every rule look at the figures of every indicator, one after the other. */
export async function computeFindings(options: AgencyFiguresOptions, mostKept = MOST_KEPT): Promise<FindingSet> {
  const { declarations } = options.agencies;
  const { boundaries } = options;
  const figures = new AgencyFigures(options);
  const agencyOf = new Map(declarations.agencies.map((agency) => [agency.code, agency]));
  const indicators = new Map(declarations.agencies.flatMap((one) => one.indicators).map((one) => [one.code, one]));
  const shared = {
    indicators,
    boundaries,
    counted: countedUnits(declarations),
    words: wordsOf(indicators, declarations.codeLists),
  };
  const kept = new KeptFindings(mostKept);
  const implied: Found[] = [];
  const keep = (found: Found) => {
    const unit = boundaries.unit(found.figures[0].figure.refArea ?? '');
    if (unit) kept.add(toFinding(found, unit));
    if (found.severity === 'IMPLICATION') implied.push(found);
  };

  const read = (indicator: Indicator) => figures.cells(agencyOf.get(indicator.agency)!, indicator);
  const order = [...indicators.values()];
  const lastUses = Map.groupBy(lastUsesIn(order), ([, place]) => place);
  for (const [place, indicator] of order.entries()) {
    // What fails ahead fails again when it is its turn.
    for (const next of order.slice(place + 1, place + 1 + READ_AHEAD)) read(next).catch(() => undefined);
    const cells = await read(indicator);
    if (cells && cells.count > 0) {
      const checking: Checking = { ...shared, cells: await operandsRead(indicator, cells, indicators, read) };
      for (const rule of RULES) for (const found of rule(cells, checking)) keep(found);
    }
    for (const [code] of lastUses.get(place) ?? []) figures.forget(code);
    // Others are answered between one indicator and the next.
    await setImmediate();
  }
  const checking: Checking = { ...shared, cells: () => undefined };
  for (const found of impliedFigures(implied, checking)) keep(found);
  for (const agency of declarations.agencies)
    for (const cell of await figures.sourcesOfOneCell(agency))
      for (const found of sourcesOfOneCell(cell, checking)) keep(found);

  return {
    ...kept.sorted(),
    unavailable: [...figures.unavailable].toSorted(),
    dataVersions: oneState(figures, declarations.agencies),
  };
}

/** Where in the order each indicator is needed last: by itself, or by a relation. */
function lastUsesIn(order: readonly Indicator[]): ReadonlyMap<string, number> {
  return new Map(
    order.flatMap((indicator, place) =>
      [indicator.code, ...operandCodes(indicator)].map((code): [string, number] => [code, place]),
    ),
  );
}

function operandCodes(indicator: Indicator): readonly string[] {
  return relationsOf(indicator)
    .flatMap(operandsOf)
    .map((operand) => operand.indicator);
}

/** What the relations of an indicator need, read beforehand, so that rules compute without waiting. */
async function operandsRead(
  indicator: Indicator,
  own: Cells,
  indicators: ReadonlyMap<string, Indicator>,
  read: (indicator: Indicator) => Promise<Cells | undefined>,
): Promise<Checking['cells']> {
  const cells = new Map<string, Cells | undefined>([[indicator.code, own]]);
  for (const code of operandCodes(indicator)) {
    const operand = indicators.get(code);
    if (operand && !cells.has(code)) cells.set(code, await read(operand));
  }
  return (code) => cells.get(code);
}

function oneState({ versions }: AgencyFigures, agencies: readonly Agency[]): FindingSet['dataVersions'] {
  return agencies
    .flatMap(({ code }) => {
      const [version, ...others] = versions.get(code) ?? [];
      return typeof version === 'string' && others.length === 0 ? [{ subgraph: code, version }] : [];
    })
    .toSorted((a, b) => (a.subgraph < b.subgraph ? -1 : 1));
}

class KeptFindings {
  readonly #most: number;
  #all: Finding[] = [];
  #omitted = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(finding: Finding): void {
    this.#all.push(finding);
    if (this.#all.length >= 2 * this.#most) this.#cut();
  }

  sorted(): Pick<FindingSet, 'findings' | 'omitted'> {
    this.#cut();
    return { findings: this.#all, omitted: this.#omitted };
  }

  #cut(): void {
    const sorted = this.#all.toSorted(compareFindings);
    this.#omitted += Math.max(0, sorted.length - this.#most);
    this.#all = sorted.slice(0, this.#most);
  }
}
