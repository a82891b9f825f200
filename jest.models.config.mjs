import base from './jest.config.mjs';

/** The slow suites, which install and run published networks: `npm run test:models`. */
export default { ...base, testMatch: ['**/*.slow.test.ts'], testPathIgnorePatterns: ['/node_modules/', '/dist/'] };
