import { readCredentials, toFetchOptions } from './npm-config';

describe('readCredentials', () => {
  it('takes credential lines only, with quotes removed and variables filled in', () => {
    const npmrc = [
      '; a comment', 'registry=https://example.test/', '//example.test/:_authToken=${TOKEN}', '  //example.test/scoped/:username = "me" ',
      '//example.test/:_password=a=b==', '//unset.test/:_authToken=${MISSING}', 'always-auth=true',
    ].join('\r\n');
    expect(readCredentials(npmrc, { TOKEN: 'secret' })).toEqual({
      '//example.test/:_authToken': 'secret',
      '//example.test/scoped/:username': 'me',
      '//example.test/:_password': 'a=b==',
      // npm leaves a variable that is not set as it stands
      '//unset.test/:_authToken': '${MISSING}',
    });
  });
});

describe('toFetchOptions', () => {
  it('translates npm\'s names, keeps scoped registries, drops what is not set', () => {
    expect(toFetchOptions({
      registry: 'https://example.test/', 'https-proxy': 'http://proxy.test:8080', proxy: null, noproxy: [''], 'strict-ssl': false, ca: null,
      '@scope:registry': 'https://scope.test/', 'fetch-retries': 2, editor: 'vi', local: '@not:a-registry',
    })).toEqual({ registry: 'https://example.test/', httpsProxy: 'http://proxy.test:8080', strictSSL: false, '@scope:registry': 'https://scope.test/', fetchRetries: 2 });
  });
});
