import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fillWorkspace, type Sample } from './fake/sample.ts'
import { type Opened, openNotion } from './opened.fixture.ts'

let opened: Opened
let sample: Sample
beforeEach(async () => {
  opened = await openNotion()
  sample = fillWorkspace(opened.notion.workspace, 5)
  // Titles that pages point at are known from the listing.
  await opened.pull(sample.root)
})
afterEach(() => opened.close())

/** Checked by hand, line by line, against the page. */
const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name), 'utf8').trimEnd()

describe('the text of a page', () => {
  it('has every type of block and every kind of rich text, by the Markdown that Notion makes', async () => {
    expect(await opened.text(sample.every)).toBe(golden('every-block.md'))
  })

  it('has them by its blocks where Notion makes no Markdown of it', async () => {
    opened.notion.manners.unrendered.add(sample.every)
    expect(await opened.text(sample.every)).toBe(golden('every-block-by-blocks.md'))
  })

  it('begins with the properties of a row, every kind of them', async () => {
    expect(await opened.text(sample.row)).toBe(golden('every-property.md'))
  })

  it('ends with its comments, and does without where they may not be read', async () => {
    const { workspace, manners } = opened.notion
    workspace.comment(sample.target, workspace.people[1]!.id, 'Were those not egrets?')
    expect(await opened.text(sample.target)).toBe('Counted at the weir each spring.\n\nBen Example: Were those not egrets?')
    manners.comments = false
    expect(await opened.text(sample.target)).toBe('Counted at the weir each spring.')
    const asked = () => opened.notion.requests.lines.filter(({ url }) => url.includes('/comments')).length
    const before = asked()
    await opened.text(sample.target)
    expect(asked()).toBe(before)
  })

  it('names nobody where people may not be read', async () => {
    await opened.close()
    opened = await openNotion()
    opened.notion.manners.people = false
    const { row, root } = fillWorkspace(opened.notion.workspace, 5)
    const { changes } = await opened.pull(root)
    expect(changes.length).toBe(4)
    expect(await opened.text(row)).not.toContain('Warden')
  })

  it('has all of a property that its page cuts off', async () => {
    const { workspace } = opened.notion
    const many = Array.from({ length: 60 }, (_, n) => ({
      type: 'text',
      text: { content: `part${n} `, link: null },
      plain_text: `part${n} `,
    }))
    workspace.items.get(sample.row)!.body = { Long: { id: 'z', type: 'rich_text', rich_text: many } }
    expect(await opened.text(sample.row)).toContain('part59')
  })

  it('keeps the look of what a block of code or a hostile page says', async () => {
    const { workspace } = opened.notion
    workspace.rewrite(sample.target, [
      { type: 'code', text: '<details>\n\tx < y && <callout>', body: { language: 'html', caption: [] } },
      { type: 'paragraph', text: 'a \uE0000\uE001 b <script>alert(1)</script>' },
      { type: 'some_block_of_2030', text: 'Text of a kind yet unknown.' },
    ])
    const text = await opened.text(sample.target)
    expect(text).toContain('```html\n<details>\n\tx < y && <callout>\n```')
    expect(text).toContain('Text of a kind yet unknown.')
    expect(text).toContain('<script>alert(1)</script>')
  })

  it('ends where synced blocks stand in each other', async () => {
    const { workspace, manners } = opened.notion
    workspace.rewrite(sample.target, [
      {
        type: 'synced_block',
        as: 'outer',
        body: { synced_from: null },
        children: [
          { type: 'paragraph', text: 'In a circle.' },
          { type: 'synced_block', body: { synced_from: { type: 'block_id', block_id: '@block outer' } } },
        ],
      },
    ])
    manners.unrendered.add(sample.target)
    expect(await opened.text(sample.target)).toContain('In a circle.')
  })
})
