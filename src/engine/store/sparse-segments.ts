import { readSegment, segmentSlots, unpackSketch } from './segments.ts'
import { fillSlots, nextSlot, slotsPerModel } from './slots.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/**
 * Removes a full segment of which less than half is left, after moving what is left behind the model's last slot. So a
 * collection that changes for years never makes the scan read more than twice what is there. To be called in a transaction.
 */
export function drainSparse(store: Store, model: number, seg: number): void {
  const first = nextSlot(store, model)
  if (first < (seg + 1) * segmentSlots) return
  const start = model * slotsPerModel + seg * segmentSlots
  const ids = prepared<{ id: number }>(store, 'select id from vector where id >= ? and id < ? order by id')
    .all(start, start + segmentSlots)
    .map((row) => row.id)
  if (ids.length * 2 >= segmentSlots) return
  const segment = readSegment(store, model, seg)
  if (segment === undefined) return
  const move = prepared(store, 'update vector set id = ? where id = ?')
  ids.forEach((id, i) => {
    move.run(model * slotsPerModel + first + i, id)
  })
  fillSlots(
    store,
    model,
    first,
    ids.map((id) => unpackSketch(segment, id - start)),
  )
  prepared(store, 'delete from segment where model = ? and seg = ?').run(model, seg)
}
