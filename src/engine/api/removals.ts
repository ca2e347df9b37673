import { MagpieError } from '../../shared/problem.ts'
import { countHeld, listHeld } from '../store/held.ts'
import { listRemovals } from '../store/removals.ts'
import { findSource } from '../store/sources.ts'
import type { Handlers } from './handlers.ts'

export const removalHandlers: Handlers<'brake.preview' | 'brake.answer' | 'removals.list'> = {
  'brake.preview': ({ store }, { id, after, limit, kept }) => {
    if (findSource(store, id) === null) throw new MagpieError('source-unknown', { id })
    return { ...countHeld(store, id), documents: listHeld(store, { source: id, after, limit, kept }) }
  },
  'brake.answer': async ({ store, syncer }, { id, accept }) => {
    if (findSource(store, id) === null) throw new MagpieError('source-unknown', { id })
    return { run: await syncer.answerBrake(id, accept) }
  },
  'removals.list': ({ store }, filter) => listRemovals(store, filter),
}
