import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Attachment, Content, DocumentRef } from '../connector.ts'
import { fillWorkspace, type Sample } from './fake/sample.ts'
import { never, type Opened, openNotion } from './opened.fixture.ts'

let opened: Opened
let sample: Sample
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'magpie-notion-'))
})
afterEach(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})

const open = async (settings: Readonly<Record<string, unknown>> = {}) => {
  opened = await openNotion(settings, undefined, folder)
  sample = fillWorkspace(opened.notion.workspace, 5)
}
const attachmentsOf = async (id: string): Promise<readonly Attachment[]> => {
  const content = await opened.connector.read({ id } as DocumentRef, never)
  return content.type === 'text' ? (content.attachments ?? []) : []
}
const textOf = (content: Content | string): string => {
  if (typeof content === 'string' || content.type !== 'file') throw new Error('No file was kept')
  return readFileSync(content.path, 'utf8')
}
const picture = { type: 'image', body: { type: 'file', file: { url: '@file w/p/dawn.png', expiry_time: '' }, caption: [] } }

describe('files in pages', () => {
  it('are read where Notion keeps them, without the token, and nowhere else', async () => {
    await open()
    const [pdf, ...others] = await attachmentsOf(sample.every)
    expect([pdf?.name, others]).toEqual(['heron count.pdf', []])
    expect(textOf(await pdf!.read(never))).toContain('vermilion pier')
    const [inProperty, ...more] = await attachmentsOf(sample.row)
    expect([inProperty?.name, more]).toEqual(['rings.txt', []])
    expect(textOf(await inProperty!.read(never))).toBe('A brass ring on the left leg.')
  })

  it('are the same by Markdown and by blocks, and however often they are signed anew', async () => {
    await open()
    const facts = async () => (await attachmentsOf(sample.every)).map(({ id, name, version }) => ({ id, name, version }))
    const before = await facts()
    opened.network.clock.advance(7_200_000)
    opened.notion.manners.unrendered.add(sample.every)
    expect(await facts()).toEqual(before)
  })

  it('are refused when their address is too old, and brought by the next reading', async () => {
    await open()
    const [stale] = await attachmentsOf(sample.row)
    opened.network.clock.advance(7_200_000)
    await expect(stale!.read(never)).rejects.toMatchObject({ problem: 'forbidden' })
    const [fresh] = await attachmentsOf(sample.row)
    expect(textOf(await fresh!.read(never))).toContain('brass ring')
  })

  it('larger than the limit are left out, and take no room', async () => {
    await open({ maxBytes: 20 })
    const [file] = await attachmentsOf(sample.row)
    expect(await file!.read(never)).toBe('too-large')
    expect(readdirSync(folder)).toEqual([])
  })

  it('that are pictures are read only where that was chosen', async () => {
    await open()
    opened.notion.workspace.rewrite(sample.target, [picture])
    expect(await attachmentsOf(sample.target)).toEqual([])
    await opened.close()
    await open({ media: true })
    opened.notion.workspace.rewrite(sample.target, [picture])
    expect(await attachmentsOf(sample.target)).toMatchObject([{ name: 'dawn.png' }])
  })

  it('in whose place a network shows its own page are not taken for it', async () => {
    await open()
    const [pdf] = await attachmentsOf(sample.every)
    opened.notion.trouble = { is: 'html' }
    await expect(pdf!.read(never)).rejects.toMatchObject({ problem: 'offline' })
  })

  it('do not use up what Notion allows in a minute', async () => {
    await open()
    const [file] = await attachmentsOf(sample.row)
    opened.notion.perMinute = 0
    const before = opened.network.clock.slept.length
    for (let n = 0; n < 50; n++) await file!.read(never)
    expect(opened.network.clock.slept.length - before).toBe(0)
  })
})
