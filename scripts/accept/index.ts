import { parseArgs } from 'node:util'
import { codePromises } from './code.ts'
import { enginePromises } from './engine.ts'
import { hostilePromises } from './hostile.ts'
import { notionPromises } from './notion.ts'
import { searchPromises } from './search.ts'
import { speedPromises } from './speed.ts'
import { longSuite } from './suites.ts'
import { syncPromises } from './sync.ts'
import { type Outcome, printLine, type Vow } from './vow.ts'
import { windowPromises } from './window.ts'
import { wordPromises } from './words.ts'

/**
 * `npm run accept [-- SUBJECT …]`: checks what was promised, black-box through the command and the window, and prints
 * every line with its bar, the value measured now, and pass, fail or not run (why).
 */
const subjects: Readonly<Record<string, readonly Vow[]>> = {
  code: codePromises,
  sync: syncPromises,
  engine: enginePromises,
  extraction: [
    ...wordPromises,
    ...hostilePromises,
    longSuite('damaged files, 5,000 and more, each without an end of its engine', 'extract-fuzz', 1),
  ],
  notion: notionPromises,
  search: searchPromises,
  speed: speedPromises,
  window: windowPromises,
}

const { positionals } = parseArgs({ allowPositionals: true })
const unknown = positionals.filter((name) => !Object.hasOwn(subjects, name))
if (unknown.length > 0) {
  console.error(`No such subject: ${unknown.join(', ')}. There are: ${Object.keys(subjects).join(', ')}.`)
  process.exit(2)
}

const counts: Record<Outcome['state'], number> = { pass: 0, fail: 0, 'not run': 0 }
for (const [subject, promises] of Object.entries(subjects)) {
  if (positionals.length > 0 && !positionals.includes(subject)) continue
  console.log(`\n${subject}`)
  for (const promise of promises) {
    const outcomes = await promise
      .measure()
      .catch((error: unknown): readonly Outcome[] => [
        { what: promise.what, bar: '', value: error instanceof Error ? error.message : String(error), state: 'fail' },
      ])
    for (const outcome of outcomes) {
      counts[outcome.state]++
      printLine(outcome)
    }
  }
}
console.log(`\n${counts.pass} pass, ${counts.fail} fail, ${counts['not run']} not run`)
process.exitCode = counts.fail > 0 ? 1 : 0
