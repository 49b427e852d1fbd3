import { GraphQLError } from 'graphql';
import type { OperationEstimate } from '../schema/cost/cost-estimator.ts';
import type { Estimate } from '../schema/cost/estimate.ts';
import type { Variables } from '../schema/cost/variables.ts';

/** The estimate of a request; over the limit it is refused, with what to ask less of. A limit of 0 is none. */
export function limitCost(operation: OperationEstimate, variables: Variables, limit: number): Estimate {
  const estimate = operation(variables);
  if (limit === 0 || estimate.cost <= limit) return estimate;
  const [cost, most] = [estimate.cost, limit].map((number) => Math.ceil(number).toLocaleString('en'));
  const dearest = operation.dearest(variables).join(' > ');
  throw new GraphQLError(
    `The query may cost ${cost}, more than ${most}: mostly by ${dearest}. Ask for fewer items, or for less in each, and send it in parts.`,
    { extensions: { code: 'COST_LIMIT', http: { status: 400 } } },
  );
}
