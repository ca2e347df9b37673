import type { BigIntStats } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fingerprintOf, isUncertain, timeOf, versionOf } from './version.ts'
import { volumeOfType } from './volume.ts'

const ms = 1_000_000n
const noon = Date.parse('2026-11-23T12:00:00.500Z')
const stats = (changed: Partial<Record<'mtimeNs' | 'ctimeNs' | 'ino' | 'size' | 'birthtimeNs', bigint>> = {}) =>
  ({ size: 5n, mtimeNs: BigInt(noon) * ms, ctimeNs: BigInt(noon) * ms, ino: 7n, dev: 1n, birthtimeNs: 3n, ...changed }) as BigIntStats
const disk = volumeOfType('ext4')
const share = volumeOfType('cifs')

describe('versions of a file', () => {
  it('differ when the modification time was put back after an edit, or another file took its place', () => {
    const before = versionOf(stats(), disk)
    expect(versionOf(stats({ ctimeNs: 1n }), disk)).not.toBe(before)
    expect(versionOf(stats({ ino: 8n }), disk)).not.toBe(before)
    expect(versionOf(stats(), disk)).toBe(before)
  })

  it('leave out file numbers on shares, which make them up', () => {
    expect(versionOf(stats({ ino: 8n }), share)).toBe(versionOf(stats(), share))
    expect(fingerprintOf(stats(), share)).toBeNull()
  })

  it('give no fingerprint to a file without a birth time, whose number may have been given anew', () => {
    expect(fingerprintOf(stats(), disk)).toBe('1:7:3')
    expect(fingerprintOf(stats({ birthtimeNs: 0n }), disk)).toBeNull()
  })

  it.each([
    ['just written', stats(), disk, 50, true],
    ['written a moment ago on a disk with a fine clock', stats(), disk, 500, false],
    ['written two seconds ago on a disk that counts seconds', stats({ mtimeNs: BigInt(noon - 500) * ms }), disk, 1_500, true],
    ['written long ago on such a disk', stats({ mtimeNs: BigInt(noon - 500) * ms }), disk, 5_000, false],
    ['written half a minute ago on a share, by its own clock', stats(), share, 30_000, true],
    ['written long ago on a share', stats(), share, 120_000, false],
    ['from the future', stats({ mtimeNs: BigInt(Date.parse('2099-01-01')) * ms }), disk, 0, false],
  ])('are uncertain or not: %s', (_, file, volume, later, uncertain) => {
    expect(isUncertain(file, volume, new Date(noon + later))).toBe(uncertain)
  })

  it('carry times that can be written, even from a damaged disk', () => {
    expect(timeOf(BigInt(Date.parse('1980-01-01')) * ms)).toBe('1980-01-01T00:00:00.000Z')
    expect(timeOf(2n ** 62n)).toBe(new Date(Number(2n ** 62n / ms)).toISOString())
    expect(timeOf(10n ** 24n)).toBe('9999-12-31T23:59:59.999Z')
    expect(timeOf(-(10n ** 24n))).toBe('0001-01-01T00:00:00.000Z')
  })
})
