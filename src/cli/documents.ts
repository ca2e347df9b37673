import { once } from 'node:events'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { Client } from '../shared/api.ts'
import type { DocumentView } from '../shared/model.ts'
import { MagpieError } from '../shared/problem.ts'
import { withSession } from './session.ts'

export function addDocumentCommands(program: Command): void {
  program
    .command('show <documentId>')
    .description("a document's metadata and text")
    .action((id: string, _options: unknown, command: Command) =>
      withSession(command, async ({ client, print }) => {
        const view = await client.call('documents.get', { documentId: documentId(id) })
        print(view, () => `${heading(view)}\n\n${view.text}`)
      }),
    )

  program
    .command('export')
    .description('every document with metadata and text')
    .addOption(new Option('--format <format>', 'what to write').choices(['jsonl', 'markdown']).default('jsonl'))
    .option('--out <path>', 'a file for jsonl (default: stdout), a folder for markdown')
    .action((options: { format: 'jsonl' | 'markdown'; out?: string }, command: Command) =>
      withSession(command, async ({ client, progress }) => {
        if (options.format === 'markdown' && options.out === undefined) {
          throw new MagpieError('bad-request', { call: 'export', detail: 'markdown needs a folder: --out PATH' })
        }
        const written = options.format === 'jsonl' ? await exportLines(client, options.out) : await exportFiles(client, options.out!)
        progress(`${written} documents exported`)
      }),
    )

  program
    .command('never [target]')
    .description('what must never be indexed: a document id, or a pattern over paths such as private/**')
    .option('--undo', 'allow it again')
    .action((target: string | undefined, options: { undo?: boolean }, command: Command) =>
      withSession(command, async ({ client, print }) => {
        if (target !== undefined && options.undo === true) await client.call('never.undo', { target })
        else if (target !== undefined) await client.call('never.add', { target })
        const rules = await client.call('never.list', {})
        print(rules, () =>
          rules.length === 0 ? 'No rules.' : rules.map((rule) => `${rule.kind}\t${rule.source ?? ''}\t${rule.pattern}`).join('\n'),
        )
      }),
    )
}

function documentId(text: string): number {
  const id = Number(text)
  if (!Number.isInteger(id) || id < 1)
    throw new MagpieError('bad-request', { call: text, detail: 'a document id is a whole number, as "magpie search" shows it' })
  return id
}

const heading = (view: DocumentView): string =>
  [
    view.title,
    [...view.path, view.externalId].join(' › '),
    ...[view.mimeType, view.author, view.updatedAt, view.language].filter((part): part is string => part !== null),
  ].join('\n')

async function* everyDocument(client: Client): AsyncGenerator<DocumentView> {
  for (let after = 0; ; ) {
    const page = await client.call('documents.list', { after, limit: 100 })
    if (page.length === 0) return
    yield* page
    after = page.at(-1)!.documentId
  }
}

async function exportLines(client: Client, out: string | undefined): Promise<number> {
  const target = out === undefined ? process.stdout : createWriteStream(out)
  let written = 0
  for await (const view of everyDocument(client)) {
    if (!target.write(`${JSON.stringify(view)}\n`)) await once(target, 'drain')
    written++
  }
  if (out !== undefined) await new Promise<void>((done, fail) => target.on('error', fail).end(() => done()))
  return written
}

/** One Markdown file a document, named by its id so that no two collide; where it came from is in its front matter. */
async function exportFiles(client: Client, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true })
  let written = 0
  for await (const { text, ...meta } of everyDocument(client)) {
    const name = meta.title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .slice(0, 80)
      .replace(/^-|-$/g, '')
    const front = Object.entries(meta).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    writeFileSync(join(folder, `${meta.documentId}-${name}.md`), `---\n${front.join('\n')}\n---\n\n${text}\n`)
    written++
  }
  return written
}
