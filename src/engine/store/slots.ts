import { appendSketches, type StoredSketch, segmentSlots } from './segments.ts'
import { prepared } from './statements.ts'
import type { Store } from './store.ts'

/** Slots a model can have. A vector's id is its model's id times this, plus its slot. */
export const slotsPerModel = 2 ** 32

/** The slot that a model's next vector gets. Slots are given once: what a removed vector leaves is never filled again. */
export const nextSlot = (store: Store, model: number): number => {
  const row = prepared<{ slots: number }>(store, 'select slots from model where id = ?').get(model)
  if (row === undefined) throw new Error(`there is no model ${model}`)
  return row.slots
}

/** Writes sketches into the slots from `first` on, which must be the model's next. To be called in a transaction. */
export function fillSlots(store: Store, model: number, first: number, sketches: readonly StoredSketch[]): void {
  let done = 0
  while (done < sketches.length) {
    const slot = first + done
    const part = sketches.slice(done, done + segmentSlots - (slot % segmentSlots))
    appendSketches(store, model, Math.floor(slot / segmentSlots), part)
    done += part.length
  }
  if (done > 0) prepared(store, 'update model set slots = ? where id = ?').run(first + done, model)
}
