import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nodeConditions } from './node-conditions.ts'

let sys: string
beforeEach(() => {
  sys = mkdtempSync(join(tmpdir(), 'magpie-sys-'))
})
afterEach(() => rmSync(sys, { recursive: true }))

function put(folder: string, files: Readonly<Record<string, string>>) {
  mkdirSync(join(sys, 'class', folder), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(sys, 'class', folder, name), `${text}\n`)
}

it('claims nothing where nothing is told', () => {
  expect(nodeConditions(sys)).toEqual({ battery: null, hot: false })
})

it('sees a laptop on its battery, and back on the mains', () => {
  put('power_supply/BAT0', { type: 'Battery', status: 'Discharging', capacity: '83' })
  put('power_supply/BAT1', { type: 'Battery', status: 'Unknown', capacity: '20' })
  put('power_supply/AC', { type: 'Mains', online: '0' })
  expect(nodeConditions(sys).battery).toBe(0.83)
  put('power_supply/AC', { type: 'Mains', online: '1' })
  expect(nodeConditions(sys).battery).toBeNull()
})

it('does not take a mouse for the computer', () => {
  put('power_supply/hidpp_battery_0', { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '10' })
  expect(nodeConditions(sys).battery).toBeNull()
})

it('sees heat where the kernel begins to slow down', () => {
  put('thermal/thermal_zone0', { temp: '71000', trip_point_0_type: 'critical', trip_point_0_temp: '70000' })
  put('thermal/thermal_zone1', { temp: '94000', trip_point_0_type: 'critical', trip_point_0_temp: '105000' })
  expect(nodeConditions(sys).hot).toBe(false)
  put('thermal/thermal_zone1', { trip_point_1_type: 'passive', trip_point_1_temp: '95000' })
  expect(nodeConditions(sys).hot).toBe(false)
  put('thermal/thermal_zone1', { temp: '95000' })
  expect(nodeConditions(sys).hot).toBe(true)
})
