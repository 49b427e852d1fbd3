/** Hive Gateway as it comes; the caller's identity reaches the subgraphs, as in the public benchmarks. */
export const gatewayConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => {
      const authorization = request.headers.get('authorization');
      return authorization ? { authorization } : {};
    },
  },
};
