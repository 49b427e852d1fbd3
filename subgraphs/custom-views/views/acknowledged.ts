import { acknowledgedWrite } from '../../kit/data-version/acknowledged-write.ts';
import { readerLoginOf } from '../../kit/logins.ts';
import type { ViewContext } from '../context.ts';

const SUBGRAPH = { name: 'custom-views', databaseSchema: 'custom_views' };

/** Runs a write, and resolves with its result when no gateway answers from older data any more. */
export function acknowledged<Result>(
  { hosted }: Pick<ViewContext, 'hosted'>,
  write: () => Promise<Result>,
): Promise<Result> {
  return acknowledgedWrite(readerLoginOf(SUBGRAPH, hosted.environment), SUBGRAPH.databaseSchema, write);
}
