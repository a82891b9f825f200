/** One jest for the whole workspace; SWC compiles TypeScript, `tsc -b` checks it. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/shared', '<rootDir>/companion-server', '<rootDir>/plugin-photoshop', '<rootDir>/plugin-figma', '<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.slow\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/companion-server/dist/'],
  moduleNameMapper: { '^linkedom/worker$': '<rootDir>/node_modules/linkedom/worker.js', '^@photocrafter/shared/(.*)$': '<rootDir>/shared/$1' },
  transform: {
    '\\.(m?[jt]sx?)$': ['@swc/jest', {
      jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } },
      module: { type: 'commonjs' },
    }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(linkedom|typebox|env-paths|@noble/hashes)/)'],
  globalSetup: '<rootDir>/test/build-once.mjs',
  maxWorkers: 2,
};
