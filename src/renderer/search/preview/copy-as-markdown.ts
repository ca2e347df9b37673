import type { Client } from '../../../shared/api.ts'

/** Puts a document on the clipboard: its title, where it comes from, and all of its text. */
export async function copyAsMarkdown(engine: Client, documentId: number): Promise<void> {
  const { title, url, text } = await engine.call('documents.get', { documentId })
  const head = /^\s*# /.test(text) ? '' : `# ${title}\n\n`
  await navigator.clipboard.writeText(`${head}${text.trimEnd()}\n\n<${url}>\n`)
}
