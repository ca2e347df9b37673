import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A company's own authority, and a server's certificate by it for `service.test` and 127.0.0.1. */
export interface TestCertificates {
  /** The authority's certificate, as a file and as its text. */
  readonly file: string
  readonly authority: string
  readonly server: { readonly key: string; readonly cert: string }
  /** By the same authority, and over since yesterday. */
  readonly expired: { readonly key: string; readonly cert: string }
  dispose(): void
}

export function makeCertificates(): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-ca-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Example Corp Root', '-days', '3650')
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=service.test')
  writeFileSync(at('names'), 'subjectAltName=DNS:service.test,DNS:proxy.test,IP:127.0.0.1\n')
  const sign = (out: string, ...when: readonly string[]) =>
    openssl('x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-extfile', 'names', '-out', out, ...when)
  sign('server.pem', '-days', '3650')
  sign('expired.pem', '-days', '-1')
  const read = (name: string) => readFileSync(at(name), 'utf8')
  return {
    file: at('ca.pem'),
    authority: read('ca.pem'),
    server: { key: read('server.key'), cert: read('server.pem') },
    expired: { key: read('server.key'), cert: read('expired.pem') },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}
