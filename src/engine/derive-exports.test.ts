import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Derived, DerivedPart } from '../shared/derived.ts'
import { deriveDocument } from './derive-document.ts'
import { makeZip } from './extract/sample-files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Files = Readonly<Record<string, string>>

/** Reads one file of an export that lies in a folder. */
function inFolder(files: Files, name: string): Promise<Derived> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const segments = name.split('/')
  return deriveDocument({ ...request(join(folder, name), segments.at(-1)!), path: ['export', ...segments.slice(0, -1)] })
}

/** The same from the zip that the service made. */
async function inZip(files: Files, name: string): Promise<Derived> {
  writeFileSync(join(folder, 'export.zip'), makeZip(files))
  const part = partsOf(await deriveDocument(request(join(folder, 'export.zip'), 'export.zip'))).find((one) => one.part === name)!
  if (part.content.type === 'left') return { status: 'skipped', reason: part.content.reason, contentHash: null }
  const path = part.content.type === 'file' ? part.content.path : ''
  return deriveDocument({ ...request(path, part.name), path: ['export.zip', ...part.folders], within: ['archive'] })
}

const request = (path: string, name: string) =>
  ({
    content: { type: 'file', path },
    name,
    mimeType: 'application/octet-stream',
    title: null,
    scratch: mkdtempSync(join(folder, 'scratch-')),
  }) as const

const partsOf = (derived: Derived): readonly DerivedPart[] => (derived.status === 'ok' ? (derived.parts ?? []) : [])
const textOf = (derived: Derived): string => (derived.status === 'ok' ? derived.text : JSON.stringify(derived))

describe.each([
  ['a folder', inFolder],
  ['a zip', inZip],
] as const)('in %s', (_, read) => {
  const id = (n: number) => String(n).repeat(32)

  it('Notion: pages have their titles, properties and links, databases are whole', async () => {
    const files = {
      [`Boats ${id(1)}.md`]: `# Boats\n\nCreated: January 5, 2024 10:03 AM\nCreated by: Ada Lovelace\nTags: wood, river\n\nSee [Old boats](Boats%20${id(1)}/Old%20boats%20${id(2)}.md).\n`,
      [`Boats ${id(1)}/Old boats ${id(2)}.md`]: '# Old boats\n\nThey leak.\n',
      [`Boats ${id(1)}/Crew ${id(3)}.csv`]: 'Name\nAda\n',
      [`Boats ${id(1)}/Crew ${id(3)}_all.csv`]: 'Name,Role\nAda,Captain\n',
    }
    expect(await read(files, `Boats ${id(1)}.md`)).toMatchObject({
      status: 'ok',
      title: 'Boats',
      author: 'Ada Lovelace',
      createdAt: '2024-01-05T10:03:00.000Z',
      labels: ['wood', 'river'],
    })
    expect(textOf(await read(files, `Boats ${id(1)}.md`))).not.toContain(id(2))
    expect(await read(files, `Boats ${id(1)}/Crew ${id(3)}_all.csv`)).toMatchObject({ status: 'ok', title: 'Crew' })
    expect(await read(files, `Boats ${id(1)}/Crew ${id(3)}.csv`)).toMatchObject({ status: 'skipped', reason: 'twin' })
  })

  it('Slack: a day is a conversation of people, a thread a document of its own', async () => {
    const said = (user: string, ts: string, text: string, more: object = {}) => ({ type: 'message', user, ts, text, ...more })
    const files = {
      'users.json': JSON.stringify([
        { id: 'U1', name: 'ada', profile: { real_name: 'Ada Lovelace', display_name: '' } },
        { id: 'U2', name: 'bab', profile: { display_name: 'Babbage' } },
      ]),
      'channels.json': '[{"id":"C1","name":"general"}]',
      'general/2024-01-05.json': JSON.stringify([
        said('U2', '1704448800.000100', '<@U1> has joined', { subtype: 'channel_join' }),
        said('U1', '1704448900.000100', 'Where is the <https://example.org/plan|plan>? <@U2> &amp; all'),
        said('U2', '1704449000.000100', 'Shall we sail on Sunday?', { thread_ts: '1704449000.000100', reply_count: 1 }),
        said('U1', '1704452600.000100', 'Yes, at high water', { thread_ts: '1704449000.000100' }),
      ]),
    }
    const day = await read(files, 'general/2024-01-05.json')
    expect(day).toMatchObject({ status: 'ok', title: '#general, 2024-01-05', createdAt: '2024-01-05T10:01:40.000Z' })
    expect(textOf(day)).toBe(
      '**Ada Lovelace** 10:01\nWhere is the [plan](https://example.org/plan)? @Babbage & all\n\nThread: Shall we sail on Sunday?',
    )
    expect(partsOf(day)).toMatchObject([
      {
        title: 'Shall we sail on Sunday?',
        author: 'Babbage',
        createdAt: '2024-01-05T10:03:20.000Z',
        updatedAt: '2024-01-05T11:03:20.000Z',
        content: { type: 'text', text: expect.stringContaining('**Ada Lovelace** 11:03\nYes, at high water') },
      },
    ])
  })

  it('Confluence: pages of the HTML export have people, dates and their place', async () => {
    const page = `<!DOCTYPE html><html><head><title>River Team : Sailing rules</title></head><body>
      <div id="main-header"><ol id="breadcrumbs"><li class="first"><span><a href="index.html">River Team</a></span></li>
      <li><span><a href="Home_1.html">Home</a></span></li></ol><h1 id="title-heading"><span id="title-text">River Team : Sailing rules</span></h1></div>
      <div id="content" class="view"><div class="page-metadata">Created by <span class='author'> Ada Lovelace</span>, last modified by
      <span class='editor'> Babbage</span> on Jan 05, 2024</div><div id="main-content" class="wiki-content group"><h2>Wind</h2><p>Reef early.</p></div></div>
      <div id="footer"><p>Document generated by Confluence on Feb 01, 2024 10:00</p></div></body></html>`
    const derived = await read({ 'RT/Sailing-rules_2.html': page }, 'RT/Sailing-rules_2.html')
    expect(derived).toMatchObject({ status: 'ok', title: 'Sailing rules', author: 'Ada Lovelace', updatedAt: '2024-01-05T00:00:00.000Z' })
    expect(textOf(derived)).toBe('River Team › Home\n\n## Wind\n\nReef early.')
  })

  it('Google: a note of Keep and a conversation of Chat are read as what they are, and not twice', async () => {
    const note = {
      title: 'Shopping',
      listContent: [{ text: 'rope', isChecked: true }, { text: 'tar' }],
      labels: [{ name: 'Boat' }],
      isTrashed: false,
    }
    const chat = {
      messages: [
        {
          creator: { name: 'Ada', email: 'ada@example.org' },
          created_date: 'Friday, January 5, 2024 at 10:03:00 AM UTC',
          text: 'Is she afloat?',
        },
        { creator: { name: 'Babbage' }, created_date: 'Friday, January 5, 2024 at 10:04:00\u202fAM UTC', text: 'Barely.' },
      ],
    }
    const files = {
      'Takeout/Keep/Shopping.json': JSON.stringify({
        ...note,
        userEditedTimestampUsec: 1704448800000000,
        createdTimestampUsec: 1704448800000000,
      }),
      'Takeout/Keep/Shopping.html': '<html><body><div class="note"><div class="heading">x</div>rope</div></body></html>',
      'Takeout/Google Chat/Groups/DM 1/messages.json': JSON.stringify(chat),
    }
    expect(await read(files, 'Takeout/Keep/Shopping.json')).toMatchObject({
      status: 'ok',
      title: 'Shopping',
      text: '- [x] rope\n- [ ] tar',
      labels: ['Boat'],
      updatedAt: '2024-01-05T10:00:00.000Z',
    })
    expect(await read(files, 'Takeout/Keep/Shopping.html')).toMatchObject({ status: 'skipped', reason: 'twin' })
    const talk = await read(files, 'Takeout/Google Chat/Groups/DM 1/messages.json')
    expect(talk).toMatchObject({ status: 'ok', title: 'Chat with Ada, Babbage', updatedAt: '2024-01-05T10:04:00.000Z' })
    expect(textOf(talk)).toBe('## 2024-01-05\n\n**Ada** 10:03\nIs she afloat?\n\n**Babbage** 10:04\nBarely.')
  })

  it('Confluence: the XML export is its pages as they are now, with people, dates and hierarchy', async () => {
    const object = (kind: string, id: string, body: string) =>
      `<object class="${kind}" package="com.atlassian.confluence.pages"><id name="id">${id}</id>${body}</object>`
    const text = (name: string, value: string) => `<property name="${name}"><![CDATA[${value}]]></property>`
    const to = (name: string, kind: string, id: string) =>
      `<property name="${name}" class="${kind}" package="p"><id name="id">${id}</id></property>`
    const dates =
      '<property name="creationDate">2024-01-05 10:03:00.000</property><property name="lastModificationDate">2024-01-06 10:03:00.000</property>'
    const xml = `<?xml version="1.0" encoding="UTF-8"?><hibernate-generic datetime="2024-02-01 10:00:00">
      ${object('Space', '9', text('name', 'River Team') + text('key', 'RT'))}
      <object class="ConfluenceUserImpl" package="u"><id name="key"><![CDATA[abc]]></id>${text('name', 'ada')}</object>
      ${object('Page', '1', text('title', 'Home') + to('space', 'Space', '9') + text('contentStatus', 'current'))}
      ${object('Page', '2', `${text('title', 'Sailing rules')}${to('space', 'Space', '9')}${to('parent', 'Page', '1')}<property name="creator" class="ConfluenceUserImpl" package="u"><id name="key"><![CDATA[abc]]></id></property>${dates}${text('contentStatus', 'current')}`)}
      ${object('Page', '3', text('title', 'Sailing rules') + to('originalVersion', 'Page', '2') + text('contentStatus', 'current'))}
      ${object('BodyContent', '11', to('content', 'Page', '1') + text('body', '<p>Welcome</p>'))}
      ${object('BodyContent', '12', to('content', 'Page', '2') + text('body', '<h2>Wind</h2><p>Reef <ac:link><ri:page ri:content-title="Knots" /></ac:link> early.</p><ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sh</ac:parameter><ac:plain-text-body><![CDATA[reef --now]] ></ac:plain-text-body></ac:structured-macro>'))}
      ${object('BodyContent', '13', to('content', 'Page', '3') + text('body', '<p>Old words</p>'))}
      </hibernate-generic>`
    const space = await read({ 'exportDescriptor.properties': 'exportType=space', 'entities.xml': xml }, 'entities.xml')
    expect(space).toMatchObject({ status: 'ok', title: 'River Team', text: 'River Team › Home\nRiver Team › Home › Sailing rules' })
    expect(partsOf(space).map(({ title }) => title)).toEqual(['Home', 'Sailing rules'])
    expect(partsOf(space)[1]).toMatchObject({
      folders: ['River Team', 'Home'],
      author: 'ada',
      createdAt: '2024-01-05T10:03:00.000Z',
      updatedAt: '2024-01-06T10:03:00.000Z',
      content: { type: 'text', text: '## Wind\n\nReef Knots early.\n\n```\nreef --now\n```' },
    })
  })
})

it('messages of Takeout keep the labels that Gmail gave them', async () => {
  const message =
    'From: ada@example.org\nDate: Fri, 5 Jan 2024 10:03:00 +0000\nSubject: Tides\nX-Gmail-Labels: Inbox,=?UTF-8?Q?Gez=C3=A4hlt?=\n\nHigh at noon.\n'
  expect(await inFolder({ 'a.eml': message }, 'a.eml')).toMatchObject({ status: 'ok', title: 'Tides', labels: ['Inbox', 'Gezählt'] })
})
