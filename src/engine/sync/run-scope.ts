import { wait } from '../../shared/after.ts'
import { ConnectorError } from '../connectors/connector.ts'
import { scopeSize } from '../store/memberships.ts'
import { anySaidGone } from '../store/said-gone.ts'
import { beginListing, deleteScope, findScope, finishListing } from '../store/scopes.ts'
import { createBatch } from './batch.ts'
import type { ScopePass } from './commit-batch.ts'
import { recovery } from './recovery.ts'
import { RemovalsHeld, type Run } from './run.ts'
import { holdScope, sweep } from './sweep.ts'
import { realAfter } from './timers.ts'
import { writePage } from './write-page.ts'

/** Waits for a rate limit that a connector could not sit out itself, when it does not say how long, in ms. */
const limitedMs = [5_000, 15_000, 60_000, 120_000, 300_000]

/** Brings one scope up to date, from where the last run left it. `full` lists it from the start. */
export async function runScope(run: Run, scope: string, full: boolean): Promise<void> {
  const { listing } = scopeOf(run, scope)
  let start: Start = full ? 'listing' : 'where-it-was'
  let expired = false
  for (let limited = 0; ; ) {
    try {
      await listOrFollow(run, scope, start)
      return
    } catch (error) {
      if (!(error instanceof ConnectorError) || run.signal.aborted) throw error
      const answer = recovery[error.problem].source
      if (answer.do === 'list-again' && !expired) {
        expired = true
        start = 'listing'
        run.report.listAgain()
        run.ports.log.info({ source: run.source.id, scope }, 'the cursor expired; listing again')
      } else if (answer.do === 'wait' && limited < limitedMs.length) {
        if (scopeOf(run, scope).listing > listing) start = 'same-listing'
        await wait(run.ports.after ?? realAfter, error.retryAfterMs ?? limitedMs[limited]!, run.signal)
        limited++
      } else throw error
    }
  }
}

/** `same-listing`: go on with the listing that this very run began. */
type Start = 'listing' | 'where-it-was' | 'same-listing'

async function listOrFollow(run: Run, scope: string, start: Start): Promise<void> {
  const before = scopeOf(run, scope)
  const lists = run.connector.changes(scope, before.cursor) === 'listing'
  const begins = start !== 'same-listing' && (start === 'listing' || before.cursor === null || (before.listed && lists))
  if (begins) beginListing(run.ports.store, run.source.id, scope)
  const pass = beginPass(run, scope)
  await pullPages(pass)
  if (scopeOf(run, scope).listed) {
    const { ports, source } = run
    // What the feed said is gone, now or before a stop, and what an earlier run held is still to be decided.
    if (source.state === 'held' || anySaidGone(ports.store, source.id, scope)) await sweep(pass, 'other')
    return
  }
  // A listing that an older run began: what it listed may have changed since, and only a new listing would tell.
  if (!begins && start === 'where-it-was' && lists) {
    run.report.listAgain()
    return listOrFollow(run, scope, 'listing')
  }
  await finish(pass)
}

async function pullPages(pass: ScopePass): Promise<void> {
  const { signal, connector, scope } = pass
  pass.report.phase('listing')
  for await (const page of connector.pull(scope, scopeOf(pass, scope).cursor, signal)) {
    signal.throwIfAborted()
    await writePage(pass, page)
    pass.report.phase('listing')
  }
  // A connector may end quietly when it is told to stop; that is not the end of a listing.
  signal.throwIfAborted()
}

async function finish(pass: ScopePass): Promise<void> {
  const { store } = pass.ports
  try {
    await sweep(pass, 'finished-listing')
  } catch (error) {
    // Held is a finished listing too: only its removals wait.
    if (error instanceof RemovalsHeld) finishListing(store, pass.source.id, pass.scope)
    throw error
  }
  finishListing(store, pass.source.id, pass.scope)
}

/**
 * The source says that a whole scope is no longer there: as with any suspicious lot a person is asked, however little it
 * held. One that holds nothing is forgotten. Throws RemovalsHeld.
 */
export function loseScope(run: Run, { id, name }: { readonly id: string; readonly name: string }, error: ConnectorError): void {
  const { store } = run.ports
  holdScope(beginPass(run, id), name)
  if (scopeSize(store, run.source.id, id) === 0) deleteScope(store, run.source.id, id)
  else run.incomplete(name, error)
}

/** A pass over one scope, from where its cursor and listing stand. */
export function beginPass(run: Run, scope: string): ScopePass {
  const { ports, source, pace } = run
  const { listing } = scopeOf(run, scope)
  const size = scopeSize(ports.store, source.id, scope)
  return { ...run, scope, listing, size, batch: createBatch(ports.now, pace) }
}

function scopeOf(run: Run, scope: string) {
  const found = findScope(run.ports.store, run.source.id, scope)
  if (found === null) throw new Error(`The scope ${scope} of ${run.source.id} is gone from the index`)
  return found
}
