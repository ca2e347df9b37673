import { createInterface } from 'node:readline'
import { startPracticeService } from '../../src/engine/connectors/practice/service.ts'
import { createShelves, type Shelves } from '../../src/engine/connectors/practice/shelves.ts'

/**
 * `node scripts/practice/service.ts [DOCUMENTS]`: the practice service as a process of its own, with so many documents in
 * the space `here`. Prints where it listens and then a line for each line it reads, which steers it: `["put","a.md","text",
 * "here"]` calls that function of its shelves, `["requests"]` counts what it was asked, `["trouble",{"is":"html"}]` is what
 * everything meets from now on (null: nothing). Ends with its stdin.
 */
const shelves = createShelves()
for (const space of ['here', 'there']) shelves.addSpace(space)
shelves.fill(Number(process.argv[2] ?? 100), 'here')
const service = await startPracticeService(shelves)
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)
say({ url: service.url, pid: process.pid })

for await (const line of createInterface(process.stdin)) {
  const [name, ...given] = JSON.parse(line) as [string, ...unknown[]]
  if (name === 'requests') say({ requests: service.requests.count, lines: service.requests.lines })
  else if (name === 'trouble') {
    service.trouble = given[0] as typeof service.trouble
    say({})
  } else {
    const act = shelves[name as keyof Shelves] as ((...of: unknown[]) => unknown) | undefined
    say(typeof act === 'function' ? { answer: act(...given) ?? null } : { error: `no ${name}` })
  }
}
await service.close()
