import { expect, it } from 'vitest'
import { allWell, type Conditions, free, restraintOf, type YieldSettings } from './conditions.ts'

const usual: YieldSettings = { onBattery: 'gently', onMetered: 'wait' }
const given = (conditions: Partial<Conditions>, settings: Partial<YieldSettings> = {}, before = free) =>
  restraintOf({ ...allWell, ...conditions }, { ...usual, ...settings }, before)

it('holds nothing back while all is well', () => {
  expect(given({ freeBytes: 1e12 })).toEqual(free)
})

it.each<[string, Partial<Conditions>, Partial<YieldSettings>, object]>([
  [
    'on battery, changes are followed gently',
    { battery: 0.8 },
    {},
    { yielding: 'battery', sync: 'gently', listing: false, embed: 'short' },
  ],
  ['on a low battery, all waits', { battery: 0.19 }, {}, { yielding: 'battery', sync: 'wait', embed: 'wait' }],
  ['on battery, all waits for who wants that', { battery: 0.9 }, { onBattery: 'wait' }, { yielding: 'battery', sync: 'wait' }],
  ['on battery, all goes on for who wants that', { battery: 0.05 }, { onBattery: 'go-on' }, free],
  ['in heat, sync is gentle and embedding waits', { hot: true }, {}, { yielding: 'heat', sync: 'gently', listing: false, embed: 'wait' }],
  ['heat counts on battery too', { hot: true, battery: 0.9 }, {}, { yielding: 'heat', embed: 'wait' }],
  ['with little room, all waits', { freeBytes: 9e8 }, {}, { yielding: 'disk', sync: 'wait', embed: 'wait' }],
  ['little room comes first', { freeBytes: 9e8, battery: 0.1, hot: true, metered: true }, {}, { yielding: 'disk' }],
  [
    'a metered network is left alone',
    { metered: true },
    {},
    { yielding: 'metered', sync: 'go', listing: true, network: false, embed: 'go' },
  ],
  ['a metered network is used by who wants that', { metered: true }, { onMetered: 'go-on' }, free],
  ['a metered network is left alone on battery too', { metered: true, battery: 0.9 }, {}, { sync: 'gently', network: false }],
])('%s', (_name, conditions, settings, expected) => {
  expect(given(conditions, settings)).toMatchObject(expected)
})

it('says why, in words, whenever it holds something back', () => {
  for (const conditions of [{ battery: 0.8 }, { battery: 0.1 }, { hot: true }, { freeBytes: 1 }, { metered: true }])
    expect(given(conditions).said?.code).toMatch(/^yield-/)
})

it('does not start and stop with a value that wavers', () => {
  const low = given({ battery: 0.19 })
  expect(given({ battery: 0.21 }, {}, low)).toMatchObject({ sync: 'wait' })
  expect(given({ battery: 0.26 }, {}, low)).toMatchObject({ sync: 'gently' })
  const full = given({ freeBytes: 0.99e9 })
  expect(given({ freeBytes: 1.01e9 }, {}, full)).toMatchObject({ yielding: 'disk' })
  expect(given({ freeBytes: 1.3e9 }, {}, full)).toEqual(free)
  expect(given({ freeBytes: 1.01e9 })).toEqual(free)
})
