import { createInterface } from 'node:readline'

/**
 * `node scripts/practice/bare-listing.ts URL`: for each line it reads, fetches and parses every page of a practice service's
 * two spaces, as `practice-listing` asks for them, and does nothing with them. Prints its processor time as a line of JSON.
 */
export interface BareFigures {
  readonly documents: number
  readonly requests: number
  readonly cpuMs: number
}

const url = process.argv[2] ?? ''

for await (const _ of createInterface(process.stdin)) {
  const before = process.cpuUsage()
  let documents = 0
  let requests = 0
  for (const space of ['here', 'there']) {
    for (let after: string | null = ''; after !== null; requests++) {
      const limit = after === '' ? 20 : 200
      const response = await fetch(`${url}/spaces/${space}/documents?after=${encodeURIComponent(after)}&limit=${limit}`)
      const page = (await response.json()) as { documents: unknown[]; next: string | null }
      documents += page.documents.length
      after = page.next
    }
  }
  const { user, system } = process.cpuUsage(before)
  const figures: BareFigures = { documents, requests, cpuMs: Math.round((user + system) / 1_000) }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}
