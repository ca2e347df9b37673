import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

/**
 * The built main and preload on a stand-in for the `electron` module (`standin/electron.ts`). This proves their own
 * logic: ports, the checks of who calls, the engine's restart. It is not a run in Electron.
 */
const root = join(import.meta.dirname, '..')

interface Program {
  /** The value of an expression in the window's page. */
  page<T>(script: string): Promise<T>
  /** The engine's process. */
  engine(): number
  close(): Promise<void>
}

function start(folder: string): Program {
  const child: ChildProcess = fork(join(root, 'out/main/index.js'), [], {
    cwd: root,
    execArgv: ['--import', join(root, 'e2e/standin/register.ts')],
    env: { ...process.env, MAGPIE_HOME: join(folder, 'home'), STANDIN_PICK: join(folder, 'notes') },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    page: <T>(script: string) =>
      new Promise<T>((done, fail) => {
        child.once('message', (answer: { value: T }) => done(answer.value))
        void ended.then(() => fail(new Error('the program ended; its last words are above')))
        child.send(script, (error) => error !== null && fail(error))
      }),
    engine: () => {
      const processes = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(child.pid)], { encoding: 'utf8' }).split('\n')
      return Number.parseInt(processes.find((line) => line.includes('engine-utility')) ?? '', 10)
    },
    close: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

test.describe('main and preload on the stand-in', () => {
  let folder: string
  let program: Program

  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'magpie-standin-'))
    mkdirSync(join(folder, 'notes'))
    writeFileSync(join(folder, 'notes', 'owl.md'), '# Owls\n\nThe barn owl hunts by ear.\n')
    program = start(folder)
  })
  test.afterEach(async () => {
    await program.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the window reaches the engine through its port and shows the first run', async () => {
    await expect.poll(() => program.page<string>('document.body.innerText'), { timeout: 30_000 }).toContain('folder')
    expect(await program.page('typeof window.magpie.post')).toBe('function')
    expect(await program.page('typeof window.require')).toBe('undefined')
  })

  test('the folder dialog answers the window with what the person chose', async () => {
    await expect.poll(() => program.page<string | null>('window.magpie?.pickFolder()'), { timeout: 30_000 }).toBe(join(folder, 'notes'))
  })

  test('an engine that is killed is started anew, and the window goes on', async () => {
    const text = () => program.page<string>('document.body.innerText')
    await expect.poll(text, { timeout: 30_000 }).toContain('folder')
    await program.page(`[...document.querySelectorAll('button')].find((button) => button.textContent === 'Not now').click()`)
    await expect.poll(text).toContain('Nothing is connected yet')
    const before = program.engine()
    process.kill(before, 'SIGKILL')
    await expect.poll(text, { timeout: 30_000 }).toContain('The engine is not answering')
    await expect.poll(text, { timeout: 30_000 }).not.toContain('The engine is not answering')
    expect(program.engine()).not.toBe(before)
    await program.page(`[...document.querySelectorAll('button')].find((button) => button.textContent === 'Try the demo').click()`)
    await expect.poll(text, { timeout: 30_000 }).toMatch(/documents on this computer|being read/)
  })
})
