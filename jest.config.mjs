/** Node runs the TypeScript itself; nothing is transformed. Every test file gets a database of its own, see test/support. */
export default {
  testMatch: ['<rootDir>/{gateway,schema,subgraphs,test}/**/*.test.ts'],
  transform: {},
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: 30_000,
};
