import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npm start`: the app in Electron where its binary is installed, else the same window in the browser. Electron is
 * never imported here: under plain Node that starts a download.
 */
const root = join(import.meta.dirname, '..')

function electronBinary(): string | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist')
  const pathFile = join(root, 'node_modules/electron/path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(folder, readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' && command === 'npm' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)))
}

const electron = electronBinary()
if (electron === null) {
  console.log("Electron's binary is not installed, so Magpie opens in your browser instead.")
  const built = await run('npm', ['run', '--silent', 'build:renderer'])
  process.exitCode =
    built === 0 ? await run(process.execPath, [join(root, 'src/cli/index.ts'), 'serve', '--open', ...process.argv.slice(2)]) : built
} else {
  const built = await run('npm', ['run', '--silent', 'build'])
  process.exitCode = built === 0 ? await run(electron, ['.', ...process.argv.slice(2)]) : built
}
