import { makeRotation } from './rotation.ts'

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Seeded unit vectors that lie as those of real texts do. */
export interface SyntheticTexts {
  /** The passages of one document: about eight, near each other. */
  nextDocument(): Float32Array[]
  /** What a person might ask when looking for this passage. */
  questionFor(passage: Float32Array): Float32Array
}

/**
 * Topics, of which a few hold most documents; documents around a topic; passages around their document; everything with
 * something in common, and some directions much wider than others.
 */
export function syntheticTexts(seed: number, dimensions = 384, topics = 2000): SyntheticTexts {
  const random = seeded(seed)
  const rotate = makeRotation(dimensions)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const widths = Float32Array.from({ length: dimensions }, (_, i) => (i + 1) ** -0.45)
  const direction = () => unit(widths.map((width) => width * normal()))
  const common = direction()
  const centres = Array.from({ length: topics }, direction)
  let weight = 0
  const upTo = centres.map((_, i) => {
    weight += (i + 5) ** -0.7
    return weight
  })
  const anyTopic = () => {
    const wanted = random() * weight
    return centres[upTo.findIndex((sum) => sum >= wanted)]!
  }
  return {
    nextDocument() {
      const centre = mix([0.3, common], [0.62, anyTopic()], [0.55, direction()])
      const passages = 1 + Math.floor(-Math.log(1 - random()) * 8)
      return Array.from({ length: passages }, () => unit(rotate(mix([1, centre], [0.65, direction()]))))
    },
    questionFor: (passage) => unit(mix([0.8, passage], [0.6, rotate(direction())])),
  }
}

function mix(...parts: readonly (readonly [number, Float32Array])[]): Float32Array {
  const sum = new Float32Array(parts[0]![1].length)
  for (const [share, vector] of parts) for (let i = 0; i < sum.length; i++) sum[i]! += share * vector[i]!
  return sum
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const x of vector) squares += x * x
  return vector.map((x) => x / Math.sqrt(squares))
}
