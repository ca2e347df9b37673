import type { AlertKind, Said, Source, SourceState } from '../../shared/model.ts'

/** Something a person should hear about, as things are now. */
export interface Cause {
  readonly kind: AlertKind
  /** Null for what concerns the whole index. */
  readonly source: string | null
  readonly said: Said
  /** How long it has to last before it is worth a word, in ms. */
  readonly patienceMs: number
}

/** What is looked at. `freeBytes` is what is free on the disk of the index. */
export interface Situation {
  readonly sources: readonly Source[]
  /** Whether a source was tried since the engine started: until then its state is the one of an earlier day. */
  readonly tried: (source: string) => boolean
  readonly freeBytes: number
  /** Whether the disk was called low before: it is well again only when there is clearly more room. */
  readonly wasLow: boolean
}

const dayMs = 86_400_000
const lowBytes = 1e9
const wellBytes = 1.5e9

/** Everything that is wrong now. A source in the middle of a sync is `uncertain`: what was wrong before may still be. */
export function causesOf({ sources, tried, freeBytes, wasLow }: Situation): {
  readonly causes: readonly Cause[]
  readonly uncertain: ReadonlySet<string>
} {
  const low: readonly Cause[] =
    freeBytes < (wasLow ? wellBytes : lowBytes)
      ? [{ kind: 'disk-low', source: null, said: { code: 'alert-disk-low', params: { free: freeBytes } }, patienceMs: 0 }]
      : []
  const isUncertain = ({ id, state }: Source) => state === 'syncing' || (isFailing(state) && !tried(id))
  return {
    causes: [...sources.filter((source) => !isUncertain(source)).flatMap(causeOf), ...low],
    uncertain: new Set(sources.filter(isUncertain).map(({ id }) => id)),
  }
}

const isFailing = (state: SourceState) => state === 'offline' || state === 'failed'

function causeOf({ id, name, state, problem }: Source): readonly Cause[] {
  switch (state) {
    case 'needs-sign-in':
      return [{ kind: 'needs-sign-in', source: id, said: { code: 'alert-needs-sign-in', params: { name } }, patienceMs: 0 }]
    case 'held':
      return [{ kind: 'held', source: id, said: { code: 'alert-held', params: { name, ...problem?.params } }, patienceMs: 0 }]
    case 'offline':
    case 'failed':
      return [{ kind: 'failing', source: id, said: { code: `alert-${state}`, params: { name } }, patienceMs: dayMs }]
    default:
      return []
  }
}
