import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A real Secret Service (GNOME Keyring) on a D-Bus session of its own, away from the person's own. */
export interface Keyring {
  /** What a process needs to find it. */
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** `none`: a session bus, and nobody on it who keeps secrets. */
export type KeyringMode = 'unlocked' | 'locked' | 'none'

const has = (program: string) => spawnSync('which', [program]).status === 0
/** Why it cannot be tried here; null when it can. */
export const keyringMissing: string | null =
  ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].filter((program) => !has(program)).join(' and ') || null

const config = (socket: string) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`

/** `home` keeps the keyring's files, so that a second start finds what the first stored. */
export async function startKeyring(mode: KeyringMode, home: string): Promise<Keyring> {
  // Sockets have short paths.
  const run = mkdtempSync(join(tmpdir(), 'keyring-'))
  const started: ChildProcess[] = []
  const stop = async () => {
    for (const child of started.splice(0).reverse()) await end(child)
    rmSync(run, { recursive: true, force: true })
  }
  const socket = join(run, 'bus')
  const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` }
  try {
    writeFileSync(join(run, 'bus.conf'), config(socket))
    started.push(spawn('dbus-daemon', [`--config-file=${join(run, 'bus.conf')}`, '--nofork', '--nopidfile'], { stdio: 'ignore' }))
    await until(() => existsSync(socket))
    if (mode === 'none') return { env, stop }
    // A login keyring is made by being unlocked once.
    const first = daemon(run, home, env, 'keyring-password')
    started.push(first)
    await until(() => isOnBus(env))
    if (mode === 'locked') {
      started.pop()
      await end(first)
      await until(() => !isOnBus(env))
      started.push(daemon(run, home, env, null))
      await until(() => isOnBus(env))
    }
    return { env, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function daemon(run: string, home: string, env: Keyring['env'], password: string | null): ChildProcess {
  const runtime = join(run, 'runtime')
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  const args = ['--foreground', '--components=secrets', `--control-directory=${join(runtime, 'keyring')}`]
  const child = spawn('gnome-keyring-daemon', password === null ? args : [...args, '--unlock'], {
    env: { ...process.env, ...env, HOME: home, XDG_DATA_HOME: join(home, '.local/share'), XDG_RUNTIME_DIR: runtime },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin!.end(password ?? '')
  return child
}

function isOnBus(env: Keyring['env']): boolean {
  try {
    const ask = [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.GetNameOwner',
      'string:org.freedesktop.secrets',
    ]
    execFileSync('dbus-send', ask, { env: { ...process.env, ...env }, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (isSo()) return
    await sleep(50)
  }
  throw new Error('the keyring did not start')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
