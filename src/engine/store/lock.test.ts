import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { acquireLock } from './lock.ts'
import { dropHome, emptyHome } from './sample.fixture.ts'

let home: string
let child: ChildProcess | undefined
beforeEach(() => {
  home = emptyHome()
})
afterEach(() => {
  child?.kill('SIGKILL')
  dropHome(home)
})

const taken = async (): Promise<boolean> => {
  child = fork(new URL('./hold-lock.fixture.ts', import.meta.url), [home], { stdio: 'ignore' })
  const [answer] = (await once(child, 'message')) as [boolean]
  return answer
}

it('one process holds a home; another gets it once the first has let go', async () => {
  const lock = acquireLock(home)
  expect(lock).not.toBeNull()
  expect(acquireLock(home)).toBeNull()
  expect(await taken()).toBe(false)
  lock!.release()
  expect(await taken()).toBe(true)
})

it('a process that is killed holds nothing', async () => {
  expect(await taken()).toBe(true)
  expect(acquireLock(home)).toBeNull()
  const ended = once(child!, 'exit')
  child!.kill('SIGKILL')
  await ended
  const lock = acquireLock(home)
  expect(lock).not.toBeNull()
  lock!.release()
})
