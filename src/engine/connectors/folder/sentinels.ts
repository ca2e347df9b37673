import type { Change } from '../connector.ts'

/** Files by which a root is known again: id and size in bytes. */
export type Sentinels = readonly (readonly [id: string, size: number])[]

const most = 8
/** Cursors stay small. */
const longestId = 300

/** Picks sentinels from a listing as it goes by, spread over the whole of it without knowing its length. */
export interface SentinelPicker {
  see(changes: readonly Change[]): void
  picked(): Sentinels
}

export function pickSentinels(start: Sentinels = []): SentinelPicker {
  const picked = new Map(start)
  let seen = picked.size
  return {
    see: (changes) => {
      for (const change of changes) {
        if (change.type === 'delete') picked.delete(change.id)
        if (change.type !== 'upsert' || change.ref.size === undefined || change.ref.id.length > longestId) continue
        seen++
        const { id, size } = change.ref
        const isTurn = picked.size < most || (seen & (seen - 1)) === 0
        if (!isTurn && !picked.has(id)) continue
        picked.set(id, size)
        if (picked.size > most) picked.delete(picked.keys().next().value!)
      }
    },
    picked: () => [...picked],
  }
}
