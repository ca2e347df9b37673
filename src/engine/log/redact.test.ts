import { expect, it } from 'vitest'
import { redact, redactText } from './redact.ts'

/** Every secret a test hides somewhere. None of them may come out. */
const secrets = ['hunter2hunter2', 'sEcr3tValue99', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'xoxb-1234567890-abcdefghij']
const [password, secret, jwt, slack] = secrets as [string, string, string, string]
const leaks = (value: unknown) => secrets.filter((one) => JSON.stringify(redact(value)).includes(one))

it.each<[string, unknown]>([
  ['a password by name', { password }],
  ['nested deep, in a list', { account: { servers: [{ login: 'ada', imapPassword: password }] } }],
  ['tokens by name', { accessToken: secret, refresh_token: secret, id_token: secret, token: secret, apiToken: secret }],
  ['a secret object as a whole', { credential: { kind: 'basic', user: 'ada', pass: password } }],
  ['keys and signatures', { 'api-key': secret, apiKey: secret, secretAccessKey: secret, signature: secret, privateKey: secret }],
  ['headers, as an object', { headers: { Authorization: `Bearer ${secret}`, Cookie: `sid=${secret}`, 'X-Api-Key': secret } }],
  ['headers, as Headers', { headers: new Headers({ authorization: `Basic ${password}`, 'set-cookie': `sid=${secret}` }) }],
  ['headers, as raw text', `POST /x HTTP/1.1\r\nAuthorization: Bearer ${secret}\r\nCookie: a=1; b=${secret}\r\n\r\n`],
  ['a query string', { url: `https://example.org/oauth?code=${secret}&state=1` }],
  ['a query string in a sentence', `GET https://example.org/a/b?X-Amz-Signature=${secret} answered 403`],
  ['a relative address', `/callback?code=${secret}`],
  ['a fragment', `http://127.0.0.1:4000/#token=${secret}`],
  ['user info of an address', `imap://ada:${password}@mail.example.org/INBOX could not be opened`],
  ['an address object', { at: new URL(`https://ada:${password}@example.org/?t=${secret}`) }],
  ['form parameters', { body: new URLSearchParams({ client_secret: secret, grant_type: 'refresh_token' }) }],
  ['JSON in a text', `the answer was {"access_token":"${secret}","expires_in":3600}`],
  ['prose', `The password is ${password}. Token: ${secret}`],
  ['an environment', `MAGPIE_PASSWORD=${password} CLIENT_SECRET='${secret}'`],
  ['a bare JWT', `cannot decode ${jwt}`],
  ['a bare token of a known kind', `Slack said no to ${slack}`],
  ['an error and its cause', new Error(`login with password=${password} failed`, { cause: new Error(`Bearer ${secret}`) })],
  [
    'what an error carries',
    Object.assign(new Error('refused'), { params: { token: secret }, cause: { headers: { authorization: secret } } }),
  ],
  ['a map', new Map([['session-id', secret]])],
  ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----`],
  ['a name that is a secret', { [`https://x.example/?k=${secret}`]: 1 }],
])('%s does not leak', (_name, value) => {
  expect(leaks(value)).toEqual([])
})

it('keeps what helps to find a fault', () => {
  expect(redact({ source: 'folder-1', path: '/home/ada/notes/tokens.md', tokensPerSecond: 1200, tokens: 7, problem: 'sign-in' })).toEqual({
    source: 'folder-1',
    path: '/home/ada/notes/tokens.md',
    tokensPerSecond: 1200,
    tokens: 7,
    problem: 'sign-in',
  })
  expect(redactText('GET https://example.org/wiki/rest/api/content answered 403')).toBe(
    'GET https://example.org/wiki/rest/api/content answered 403',
  )
  expect(redact(new TypeError('x is not a function'))).toMatchObject({ name: 'TypeError', message: 'x is not a function' })
})

it('is not led astray by what is huge, deep, circular or binary', () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  expect(JSON.stringify(redact(circle)).length).toBeLessThan(200)
  expect(String(redact('x'.repeat(1e6))).length).toBeLessThan(5_000)
  expect(redact(new Uint8Array(1e6))).toBe('[1000000 bytes]')
  expect(JSON.stringify(redact(Array.from({ length: 1e5 }, (_, n) => n))).length).toBeLessThan(500)
})
