import type { Operation } from './operation.ts';

const PRODUCT = 'inStock name price shippingEstimate upc weight';
const USER = 'id username name';
const REVIEW = 'id body';
const BELOW = `reviews { ...Review product { ...Product } }`;

/** The query that the public gateway benchmarks share. */
export const publicOperation: Operation = {
  name: 'D',
  title: "the public gateway benchmarks' query over users, reviews and products",
  query: `query TestQuery {
    users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User ${BELOW} } } } } }
    topProducts { ...Product reviews { ...Review author { ...User ${BELOW} } } }
  }
  fragment User on User { ${USER} }
  fragment Review on Review { ${REVIEW} }
  fragment Product on Product { ${PRODUCT} }`,
  variations: [{}],
  connections: { replay: 50, real: 50 },
  callerPerRequest: true,
};
