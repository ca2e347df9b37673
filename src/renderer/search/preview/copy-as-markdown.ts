import type { Client } from '../../../shared/api.ts'
import { announce } from '../../app/announce.tsx'
import { copyText } from '../../app/copy-text.ts'
import { strings } from '../../app/strings.ts'

/** Puts a document on the clipboard: its title, where it comes from, and all of its text. Says when it is there. */
export const copyAsMarkdown = (engine: Client, documentId: number): Promise<void> =>
  copyText(markdownOf(engine, documentId), () => announce(strings.preview.copiedMarkdown))

async function markdownOf(engine: Client, documentId: number): Promise<string> {
  const { title, url, text } = await engine.call('documents.get', { documentId })
  const head = /^\s*# /.test(text) ? '' : `# ${title}\n\n`
  return `${head}${text.trimEnd()}\n\n<${url}>\n`
}
