import { statSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkStore } from './check.ts'
import { removeSource } from './remove-source.ts'
import { chunksWith, dropHome, emptyHome, indexed, openSample, type Sample } from './sample.fixture.ts'
import { databasePath } from './store.ts'
import { tidy } from './tidy.ts'

const never = new AbortController().signal

let home: string
let sample: Sample
beforeEach(() => {
  home = emptyHome()
  sample = openSample(home)
})
afterEach(() => {
  sample.store.close()
  dropHome(home)
})

const tidyUp = () => {
  for (let steps = 0; tidy(sample.store); steps++) expect(steps).toBeLessThan(1_000)
}
const sizes = () => ['', '-wal'].map((end) => statSync(databasePath(home) + end).size)

it('ends, changes nothing that is found, and empties the log', () => {
  for (let i = 0; i < 40; i++) sample.commit([indexed(`${i}.md`, `note ${i} about magpies\n\nand nests ${i}`)])
  tidyUp()
  expect(chunksWith(sample, 'magpies')).toHaveLength(40)
  expect(sizes()[1]).toBe(0)
  expect(checkStore(sample.store).filter((check) => !check.ok)).toEqual([])
})

it('gives the space of what was removed back to the disk', async () => {
  for (let i = 0; i < 20; i++) {
    const words = Array.from({ length: 2_000 }, (_, at) => (at * 7919 * (i + 1)).toString(36)).join(' ')
    sample.commit([indexed(`${i}.md`, words)])
  }
  tidyUp()
  const full = sizes()[0]!
  await removeSource(sample.store, sample.source, never)
  tidyUp()
  expect(sizes()[0]).toBeLessThan(full / 2)
})
