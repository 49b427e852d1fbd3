import { GraphQLError } from 'graphql';
import type { ViewContext } from '../context.ts';
import { combineTable } from '../table/combined-table.ts';
import { readTable, type TableQuestion } from '../table/read-table.ts';
import { acknowledged } from './acknowledged.ts';
import { canonicalJson, sha256Of } from './canonical-json.ts';
import { configurationOf, requireSigningKey, requireToken } from './configuration.ts';
import { definitionsOf, indicatorsOf } from './definitions.ts';
import { frozenDocument } from './frozen-document.ts';
import { insertFrozen, type FrozenViewHead } from './frozen-views.ts';
import { pinnedInput } from './pinned-input.ts';
import { LARGEST_DOCUMENT, MEBIBYTE } from './quotas.ts';
import { inputOf, requireView } from './saved-views.ts';
import { settledInstant, type SettledInstant } from './settled-instant.ts';
import { noticingUnanswered } from './unanswered.ts';

/** Bytes that a cell takes at least, so that a table which is far too large is refused before it is computed. */
const LEAST_BYTES_OF_CELL = 400;
/** What is frozen may be what was known so long ago, while figures are being written; not longer. */
const MOST_BEHIND_MS = 60_000;

/** Freezes a view as it stands: computed anew, with all that is needed to compute it again, signed and kept. */
export async function freezeView(id: string, context: ViewContext): Promise<FrozenViewHead> {
  const configuration = configurationOf(context);
  requireToken(context.hosted.caller, configuration);
  const key = requireSigningKey(configuration);
  const view = await requireView(context.db, id);
  const sources = await context.sources();
  const settled = await settledInstant(sources.agencies, sources.signal);
  requireRecent(settled);
  const frozenAt = settled.instant;
  const input = pinnedInput(inputOf(view), frozenAt);
  requireModestSize(readTable(input, sources));

  const { agencies, unanswered } = noticingUnanswered(sources.agencies);
  const table = await combineTable(input, { ...sources, agencies });
  const silent = table.dataVersions.map(({ subgraph }) => subgraph).filter((subgraph) => settled.silent.has(subgraph));
  requireAnswers([...unanswered, ...silent]);

  const indicators = indicatorsOf(agencies.declarations);
  const definitions = canonicalJson(indicators);
  const document = canonicalJson(
    frozenDocument({
      view: { id, title: view.title, notes: view.notes },
      frozenAt,
      input,
      table,
      definitions: definitionsOf(table.columns, indicators),
      definitionsVersion: sha256Of(definitions),
      signingKey: key.id,
    }),
  );
  const bytes = Buffer.byteLength(document);
  if (bytes > LARGEST_DOCUMENT) throw tooLarge(bytes);
  const hash = sha256Of(document);
  const frozen = {
    hash,
    view_id: id,
    frozen_at: frozenAt,
    boundaries_version: table.boundariesVersion,
    definitions_version: sha256Of(definitions),
    document,
    bytes,
    key_id: key.id,
    signature: key.sign(hash),
  };
  return acknowledged(context, () => insertFrozen(context.db, { frozen, definitions, key }, configuration.quotas));
}

function requireRecent({ instant, heldBackBy }: SettledInstant): void {
  if (Date.now() - Date.parse(instant) <= MOST_BEHIND_MS) return;
  throw cannotFreeze(
    `figures of ${heldBackBy} are being written since ${instant}, and are not all known yet. Freeze the view when they are.`,
  );
}

function requireAnswers(unanswered: readonly string[]): void {
  if (unanswered.length === 0) return;
  const names = [...new Set(unanswered)].toSorted().join(', ');
  throw cannotFreeze(`${names} did not answer. Freeze the view when all agencies do.`);
}

/** Conditions leave an unknown number of rows out: such a table is measured when it is written. */
function requireModestSize({ sets, columns, conditions }: TableQuestion): void {
  if (conditions.length > 0) return;
  const rows = sets.reduce((sum, { units }) => sum + units.length, 0);
  const bytes = rows * columns.length * LEAST_BYTES_OF_CELL;
  if (bytes > LARGEST_DOCUMENT) throw tooLarge(bytes);
}

function tooLarge(bytes: number): GraphQLError {
  return cannotFreeze(
    `Its document would have ${Math.ceil(bytes / MEBIBYTE)} MiB or more, but ${LARGEST_DOCUMENT / MEBIBYTE} are the most. Save it in parts: fewer units or columns each.`,
  );
}

function cannotFreeze(reason: string): GraphQLError {
  return new GraphQLError(`The view cannot be frozen: ${reason}`, { extensions: { code: 'CANNOT_FREEZE' } });
}
