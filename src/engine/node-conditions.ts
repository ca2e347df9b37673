import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Conditions } from './sync/conditions.ts'

/**
 * What Linux tells about power and heat without asking anybody: a few small files of sysfs (Documentation/ABI/testing/sysfs-class-power
 * and sysfs-class-thermal of the kernel). Elsewhere, and where a file is missing, nothing is claimed.
 */
export function nodeConditions(sys = '/sys'): Partial<Conditions> {
  return { battery: batteryInUse(join(sys, 'class/power_supply')), hot: isHot(join(sys, 'class/thermal')) }
}

/** The fullest battery of the computer itself while none of its power supplies is on; mice and phones have batteries too. */
function batteryInUse(folder: string): number | null {
  const supplies = folders(folder).filter((supply) => read(join(supply, 'scope')) !== 'Device')
  const type = (supply: string) => read(join(supply, 'type'))
  if (supplies.some((supply) => type(supply) !== 'Battery' && read(join(supply, 'online')) === '1')) return null
  const levels = supplies
    .filter((supply) => type(supply) === 'Battery' && read(join(supply, 'status')) === 'Discharging')
    .map((supply) => Number(read(join(supply, 'capacity')) ?? 100) / 100)
  return levels.length === 0 ? null : Math.max(...levels)
}

/** A zone at its passive trip point is where the kernel begins to slow the processor down. */
const isHot = (folder: string): boolean =>
  folders(folder).some((zone) => {
    const celsius = read(join(zone, 'temp'))
    if (celsius === null) return false
    return Array.from({ length: 12 }, (_, n) => n)
      .filter((n) => read(join(zone, `trip_point_${n}_type`)) === 'passive')
      .some((n) => {
        const trip = Number(read(join(zone, `trip_point_${n}_temp`)))
        return trip > 0 && Number(celsius) >= trip
      })
  })

function folders(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}
