import { execFileSync } from 'node:child_process'
import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Fixture, makeFixture } from './fixture.ts'

/** Nobody: the superuser may read everything, so these tests run the connector in a process without rights. */
const nobody = 65_534
const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

const code = `
const { openFolder } = await import(process.env.FOLDER + '/index.ts')
const { settings } = await import(process.env.FOLDER + '/settings.ts')
const { listed, refOf, problemOf, never } = await import(process.env.FOLDER + '/fixture.ts')
const host = { now: () => new Date(), log: { info() {}, warn() {} } }
const connector = openFolder(settings.parse({ path: process.env.ROOT }), host)
const said = await problemOf(connector.check(never))
const read = await refOf(connector, 'secret.md').then((ref) => problemOf(connector.read(ref, never)), () => null)
const asked = connector.gone('.', ['closed/in.md', 'blind/x.md', 'never.md'], never)
const gone = await asked.then((all) => all.map((one) => one.id)).catch((error) => error.problem)
const cause = await connector.check(never).then(() => null, (error) => error.cause?.code ?? null)
console.log(JSON.stringify({ said, list: await listed(connector).catch((error) => error.problem), read, gone, cause }))
`

/** Null when nobody may not even read this program. */
function runAsNobody(root: string): unknown {
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', 'await import(process.env.FOLDER + "/index.ts")'], {
      ...asNobody,
      env: env(root),
      stdio: 'ignore',
    })
  } catch {
    return null
  }
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { ...asNobody, env: env(root), encoding: 'utf8' }))
}

const env = (root: string) => ({ FOLDER: import.meta.dirname, ROOT: root, TMPDIR: process.env.TMPDIR ?? '/tmp' })

describe('a folder with closed doors', { skip: process.platform === 'win32' }, () => {
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await makeFixture()
    await chmod(dirname(fixture.root), 0o755)
  })
  afterEach(async () => {
    await chmod(fixture.root, 0o755)
    await fixture.dispose()
  })

  it('fails one file that may not be read, and keeps all below a folder that may not be listed', async (context) => {
    for (const id of ['open.md', 'secret.md', 'closed/in.md', 'blind/x.md', 'blind/y.md']) await fixture.put(id)
    await chmod(fixture.path('secret.md'), 0)
    await chmod(fixture.path('closed'), 0)
    await chmod(fixture.path('blind'), 0o444)
    const result = runAsNobody(fixture.root)
    if (result === null) return context.skip('another user may not read this program')
    expect(result).toEqual({
      said: 'none',
      list: ['blind/x.md failure forbidden', 'blind/y.md failure forbidden', 'closed/ unseen forbidden', 'open.md', 'secret.md'],
      read: 'forbidden',
      gone: ['never.md'],
      cause: null,
    })
  })

  it('is offline when it is itself closed', async (context) => {
    await mkdir(join(fixture.root, 'sub'))
    await chmod(fixture.root, 0)
    const result = runAsNobody(fixture.root)
    if (result === null) return context.skip('another user may not read this program')
    expect(result).toEqual({ said: 'offline', list: 'offline', read: null, gone: 'offline', cause: 'folder-unreadable' })
  })
})
