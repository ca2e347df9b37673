import type { ModelManifest } from './manifest.ts'

/** A model, and how many documents' languages were known when it was chosen. Below `enough` it is provisional. */
export interface Choice {
  readonly model: string
  readonly documents: number
}

/** How many documents a choice is founded on. */
export const enough = 200
/** Share of documents in its languages from which a model for few languages is chosen ... */
const chosenFrom = 0.95
/** ... and below which, among the latest, it is given up. */
const givenUpBelow = 0.85
/** A provisional choice turns to a narrower model only on this many more documents than it was made on, and twice as many. */
const moreDocuments = 20

/**
 * Which model should embed this collection. A model for a few languages beats one for many only on its own languages and
 * is harmful elsewhere, so it is taken when nearly everything is written in them.
 *
 * Never back and forth: a model for many languages that was chosen on enough documents stays, and a narrow one goes when
 * clearly too few of the latest documents are its own.
 *
 * @param first languages of the first `enough` documents whose language is known
 * @param latest languages of the last `enough` of them
 * @param now the choice in force, or null before the first
 */
export function choose(models: readonly ModelManifest[], first: readonly string[], latest: readonly string[], now: Choice | null): Choice {
  const byFirst: Choice = { model: bestFor(models, first), documents: first.length }
  const current = models.find((model) => model.name === now?.model)
  if (now === null || current === undefined) return byFirst
  const settled = now.documents >= enough
  if (!settled && byFirst.documents >= enough) return byFirst
  if (settled) {
    const lost = latest.length >= enough && share(current, latest) < givenUpBelow
    return lost ? { model: bestFor(models, latest), documents: enough } : now
  }
  if (byFirst.model === now.model) return byFirst
  const grown = first.length >= Math.max(now.documents * 2, now.documents + moreDocuments)
  return current.languages !== 'many' || grown ? byFirst : now
}

function bestFor(models: readonly ModelManifest[], languages: readonly string[]): string {
  const narrow = models.find((model) => model.languages !== 'many' && languages.length > 0 && share(model, languages) >= chosenFrom)
  const chosen = narrow ?? models.find((model) => model.languages === 'many') ?? models[0]
  if (chosen === undefined) throw new Error('there is no model to choose')
  return chosen.name
}

const share = ({ languages }: ModelManifest, documents: readonly string[]): number =>
  languages === 'many' ? 1 : documents.filter((language) => languages.includes(language)).length / documents.length
