import { afterEach, beforeEach, expect, it } from 'vitest'
import { say } from '../../shared/messages/say.ts'
import type { Alert, SourceState } from '../../shared/model.ts'
import { keepDocuments } from '../store/remove-source.ts'
import { dropHome, emptyHome } from '../store/sample.fixture.ts'
import { insertSource, updateSource } from '../store/sources.ts'
import { openStore, type Store } from '../store/store.ts'
import { type Alerts, createAlerts } from './alerts.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let home: string
let store: Store
let alerts: Alerts
let source: string
let now: number
let free: number
/** What the system was asked to show, in words. */
let shown: string[]
let changes: (Alert | null)[]
let logged: string[]
let timer: (() => void) | null

beforeEach(() => {
  home = emptyHome()
  store = openStore(home)
  source = insertSource(store, { connector: 'toy', name: 'Work drive', account: 'ada', settings: {} }).id
  now = Date.parse('2026-03-01T10:00:00Z')
  free = 50e9
  shown = []
  changes = []
  logged = []
  start()
})
afterEach(() => {
  alerts.close()
  store.close()
  dropHome(home)
})

function start(telling = true) {
  timer = null
  const note = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`)
  alerts = createAlerts({
    store,
    now: () => new Date(now),
    after: (_ms, run) => {
      timer = run
      return () => {
        timer = null
      }
    },
    freeBytes: () => free,
    notify: (alert) => void shown.push(say(alert.said)),
    changed: (told) => void changes.push(told),
    log: { info: note, warn: note },
    telling,
  })
}

const become = (state: SourceState, params: Record<string, number> = {}) => {
  updateSource(store, source, { state, problem: state === 'held' ? { code: 'removals-held', params } : null })
  alerts.reconsider()
}
/** A run that began and ended in this state. */
const run = (state: SourceState) => {
  become('syncing')
  updateSource(store, source, { state })
  alerts.reconsider(source)
}
const pass = (ms: number) => {
  now += ms
  timer?.()
}
const listed = () => alerts.list().map((alert) => say(alert.said))

it('tells once that a source asks to sign in, to the window, the system and the log', () => {
  run('needs-sign-in')
  expect(shown).toEqual(['“Work drive” asks you to sign in again. Everything found there earlier stays searchable.'])
  expect(listed()).toEqual(shown)
  expect(changes).toMatchObject([{ kind: 'needs-sign-in', source, times: 1 }])
  expect(logged).toEqual([expect.stringContaining('needs-sign-in')])
  for (let n = 0; n < 20; n++) run('needs-sign-in')
  pass(hourMs)
  expect(shown).toHaveLength(1)
})

it('reminds after one, three, then every seven days', () => {
  run('needs-sign-in')
  const days = []
  for (let day = 1; day <= 26; day++) {
    const before = shown.length
    pass(dayMs)
    if (shown.length > before) days.push(day)
  }
  expect(days).toEqual([1, 4, 11, 18, 25])
})

it('goes by itself when its cause does', () => {
  run('needs-sign-in')
  run('idle')
  expect(listed()).toEqual([])
  expect(changes.at(-1)).toBeNull()
})

it('stays while the source is being tried', () => {
  run('needs-sign-in')
  become('syncing')
  expect(listed()).toHaveLength(1)
})

it('shows in the window what comes and goes, but does not notify each time', () => {
  for (let n = 0; n < 5; n++) {
    run('needs-sign-in')
    expect(listed()).toHaveLength(1)
    run('idle')
    pass(hourMs)
  }
  expect(shown).toHaveLength(1)
})

it('is news again a good while after it was over', () => {
  run('needs-sign-in')
  run('idle')
  pass(8 * dayMs)
  run('needs-sign-in')
  expect(shown).toHaveLength(2)
})

it('says how much a held run would remove, and keeps the figure right without telling again', () => {
  become('held', { count: 40, of: 100 })
  expect(shown).toEqual(['40 of 100 documents of “Work drive” would disappear. Nothing is removed until you say so.'])
  become('held', { count: 50, of: 100 })
  expect(listed()[0]).toMatch(/^50 of 100/)
  expect(changes.at(-1)).toBeNull()
  expect(shown).toHaveLength(1)
})

it('tells of a failing source after a day, not before, and not for what failed in between', () => {
  run('offline')
  pass(23 * hourMs)
  run('failed')
  expect(shown).toEqual([])
  expect(listed()).toEqual([])
  pass(2 * hourMs)
  expect(shown).toEqual([expect.stringContaining('could not be synced for more than a day')])
  run('offline')
  expect(listed()).toEqual([expect.stringContaining('has not been reached for more than a day')])
  expect(shown).toHaveLength(1)
  run('idle')
  run('offline')
  pass(2 * hourMs)
  expect(listed()).toEqual([])
})

it('remembers across a restart what was told and since when something fails', () => {
  run('needs-sign-in')
  const other = insertSource(store, { connector: 'toy', name: 'Notes', account: 'notes', settings: {} }).id
  updateSource(store, other, { state: 'offline' })
  alerts.reconsider(other)
  alerts.close()
  now += 20 * hourMs
  start()
  alerts.reconsider()
  expect(shown).toHaveLength(1)
  expect(listed()).toHaveLength(1)
  now += 5 * hourMs
  alerts.reconsider()
  expect(shown).toHaveLength(2)
  expect(listed()).toHaveLength(1)
  alerts.reconsider(other)
  expect(shown.at(-1)).toContain('“Notes”')
})

it('does not call a source failing before it was tried anew: a laptop that slept for a week says nothing on waking', () => {
  run('offline')
  alerts.close()
  now += 7 * dayMs
  start()
  pass(60_000)
  expect(listed()).toEqual([])
  run('idle')
  expect(listed()).toEqual([])
})

it('tells that the disk is low, once, until there is clearly more room', () => {
  free = 0.9e9
  pass(60_000)
  expect(shown).toEqual([expect.stringContaining('Only 0.9 GB')])
  free = 1.2e9
  pass(60_000)
  expect(listed()).toHaveLength(1)
  free = 2e9
  pass(60_000)
  expect(listed()).toEqual([])
  free = 0.9e9
  pass(60_000)
  expect(listed()).toHaveLength(1)
  expect(shown).toHaveLength(1)
})

it('leaves the list when it is dismissed, is not told again, and comes back only with a new cause', () => {
  run('needs-sign-in')
  const [alert] = alerts.list()
  expect(alerts.dismiss(alert!.id)).toBe(true)
  expect(listed()).toEqual([])
  pass(10 * dayMs)
  expect(shown).toHaveLength(1)
  expect(alerts.dismiss(12345)).toBe(false)
  run('idle')
  run('needs-sign-in')
  expect(listed()).toHaveLength(1)
})

it('is over when its source is removed', () => {
  run('needs-sign-in')
  keepDocuments(store, source)
  alerts.reconsider()
  expect(listed()).toEqual([])
})

it('a single command raises nothing, but what it put right is over', () => {
  run('needs-sign-in')
  alerts.close()
  start(false)
  run('idle')
  expect(listed()).toEqual([])
  run('needs-sign-in')
  expect(listed()).toEqual([])
  expect(shown).toHaveLength(1)
})
