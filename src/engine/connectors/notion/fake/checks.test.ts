import { afterAll, beforeAll, expect, it } from 'vitest'
import { never, type Opened, openNotion, refsIn } from '../opened.fixture.ts'
import { type Check, createChecks } from './checks.ts'
import { fillWorkspace, type Sample } from './sample.ts'

let check: Check
let opened: Opened
let sample: Sample
beforeAll(async () => {
  check = createChecks()
  opened = await openNotion({}, check)
  sample = fillWorkspace(opened.notion.workspace, 40)
  opened.notion.workspace.comment(sample.every, opened.notion.workspace.people[0]!.id, 'Seen.')
}, 30_000)
afterAll(() => opened.close())

it('everything that is asked is in Notion’s OpenAPI file, and everything that is answered is of its SDK’s types', async () => {
  const { connector, notion } = opened
  await connector.check(never)
  for await (const _scope of connector.scopes(null, never));
  const { changes, cursor } = await opened.pull(sample.root)
  for (const { id } of refsIn(changes)) await opened.text(id)
  for (const { id } of refsIn(changes)) notion.manners.unrendered.add(id)
  for (const { id } of refsIn(changes)) await opened.text(id)
  notion.workspace.trash(sample.target)
  await opened.pull(sample.root, cursor)
  await connector.gone(sample.root, [sample.target, sample.row], never)
  expect([...new Set(notion.violations)]).toEqual([])
  const paths = new Set(notion.requests.lines.map(({ url }) => new URL(url).pathname.replace(/[0-9a-f-]{36}/, 'ID')))
  expect([...paths].sort()).toEqual([
    '/v1/blocks/ID',
    '/v1/blocks/ID/children',
    '/v1/comments',
    '/v1/data_sources/ID',
    '/v1/data_sources/ID/query',
    '/v1/databases/ID',
    '/v1/pages/ID',
    '/v1/pages/ID/markdown',
    '/v1/search',
    '/v1/users',
    '/v1/users/me',
  ])
})

it.each([
  ['an answer with a time that is none of Notion’s', '/v1/users/me', { object: 'user', id: 7 }],
  ['a list without its kind', '/v1/users', { results: [] }],
  [
    'a parameter that Notion does not know',
    '/v1/users?archived=true',
    { object: 'list', results: [], has_more: false, next_cursor: null, type: 'user', user: {} },
  ],
  ['a path that it does not have', '/v1/everything', {}],
])('hears %s', (_name, path, answer) => {
  expect(check('GET', new URL(path, 'https://api.notion.com'), '', 200, answer)).not.toEqual([])
})
