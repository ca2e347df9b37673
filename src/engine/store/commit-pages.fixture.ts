import { commitPage } from './commit.ts'
import { indexed } from './sample.fixture.ts'
import { findScope } from './scopes.ts'
import { openStore } from './store.ts'

// Run as a process: commits pages to a home until it is killed. Says the number of each page once it is committed.
const [home, source, scope] = process.argv.slice(2) as [string, string, string]
const store = openStore(home)
const first = Number(findScope(store, source, scope)!.cursor ?? -1) + 1
process.on('disconnect', () => process.exit())
for (let page = first; ; page++) {
  const changes = Array.from({ length: 5 }, (_, i) => indexed(`${page}/${i}.md`, `page ${page} document ${i}\n\nsecond passage ${i}`))
  commitPage(store, { source, scope, listing: 1, cursor: page, changes })
  process.send!(page)
  await new Promise((done) => setImmediate(done))
}
