/** Commits vectors to the home named first until it is killed; says so after each commit. */
import { openStore } from './store.ts'
import { toyVector } from './toy-vector.fixture.ts'
import { commitVectors } from './vectors.ts'

const store = openStore(process.argv[2]!)
for (let i = Number(process.argv[3]); ; i += 300) {
  const rows = Array.from({ length: 300 }, (_, j) => toyVector(i + j))
  commitVectors(store, 1, rows)
  process.stdout.write(`${i + rows.length}\n`)
}
