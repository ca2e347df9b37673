import { type BlockPlan, type FakeWorkspace, idFor, mention, run } from './workspace.ts'

const kept = '@file w/f/heron%20count.pdf'

/** A PDF of one line. */
const heronCount = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 59>> stream
BT /F 12 Tf 20 50 Td (Forty herons by the vermilion pier.) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R>>
%%EOF
`

/** A page with a block of every type, and every kind of rich text, that Notion's API knows. `target` is a page it points at. */
export const everyBlock = (
  target: { readonly id: string },
  person: { readonly id: string; readonly name: string },
): readonly BlockPlan[] => [
  { type: 'heading_1', text: 'Field notes' },
  { type: 'heading_2', text: 'At the weir' },
  { type: 'heading_3', text: 'Morning' },
  { type: 'heading_4', text: 'Before seven' },
  {
    type: 'paragraph',
    text: [
      run('Plain, '),
      run('bold ', { bold: true }),
      run('italic', { italic: true }),
      run(', '),
      run('struck', { strikethrough: true }),
      run(', '),
      run('code', { code: true }),
      run(' and a '),
      run('link', {}, 'https://example.org/heron'),
      run('.'),
    ],
  },
  {
    type: 'paragraph',
    text: [
      run('Mentions: '),
      mention(`@${person.name}`, { type: 'user', user: { object: 'user', ...person } }),
      run(' on '),
      mention('2026-03-01 → 2026-03-04', { type: 'date', date: { start: '2026-03-01', end: '2026-03-04', time_zone: null } }),
      run(' about '),
      mention('Heron census', { type: 'page', page: { id: target.id } }),
      run(' with '),
      { type: 'equation', equation: { expression: 'e=mc^2' }, annotations: {}, plain_text: 'e=mc^2', href: null },
    ],
  },
  { type: 'bulleted_list_item', text: 'Grey heron', children: [{ type: 'bulleted_list_item', text: 'juvenile' }] },
  { type: 'bulleted_list_item', text: 'Kingfisher' },
  { type: 'numbered_list_item', text: 'Wait' },
  { type: 'numbered_list_item', text: 'Count' },
  { type: 'to_do', text: 'Bring the telescope', body: { checked: true } },
  { type: 'to_do', text: 'Call the warden', body: { checked: false } },
  { type: 'toggle', text: 'Older counts', children: [{ type: 'paragraph', text: 'Eleven in the year before.' }] },
  { type: 'quote', text: 'Still water runs deep.' },
  { type: 'callout', text: 'Keep off the sluice.', body: { icon: { type: 'emoji', emoji: '⚠️' } } },
  { type: 'code', text: 'for heron in weir:\n    count += 1', body: { language: 'python', caption: [] } },
  { type: 'equation', body: { expression: 'n = 12' } },
  {
    type: 'table',
    body: { table_width: 2, has_column_header: true, has_row_header: false },
    children: [
      { type: 'table_row', body: { cells: [[run('Bird')], [run('Seen')]] } },
      { type: 'table_row', body: { cells: [[run('Heron')], [run('12')]] } },
    ],
  },
  {
    type: 'synced_block',
    as: 'original',
    body: { synced_from: null },
    children: [
      {
        type: 'column_list',
        children: [
          {
            type: 'column',
            children: [
              {
                type: 'toggle',
                text: 'Hidden away',
                children: [{ type: 'paragraph', text: 'The copper lantern hangs in the boathouse.' }],
              },
            ],
          },
          { type: 'column', children: [{ type: 'paragraph', text: 'Beside it, an oar.' }] },
        ],
      },
    ],
  },
  { type: 'synced_block', body: { synced_from: { type: 'block_id', block_id: '@block original' } } },
  { type: 'tab', children: [{ type: 'paragraph', text: 'On the first tab.' }] },
  { type: 'link_to_page', body: { type: 'page_id', page_id: target.id } },
  { type: 'bookmark', body: { url: 'https://example.org/weir', caption: [run('The weir, from above')] } },
  { type: 'embed', body: { url: 'https://maps.example/weir', caption: [] } },
  { type: 'link_preview', body: { url: 'https://code.example/issues/7' } },
  { type: 'image', body: { type: 'external', external: { url: 'https://example.org/heron.jpg' }, caption: [run('A heron at dawn')] } },
  { type: 'video', body: { type: 'external', external: { url: 'https://example.org/flight.mp4' }, caption: [run('Taking off')] } },
  { type: 'audio', body: { type: 'external', external: { url: 'https://example.org/call.mp3' }, caption: [run('Its call')] } },
  { type: 'pdf', body: { type: 'file', file: { url: kept, expiry_time: '2026-11-23T11:00:00.000Z' }, caption: [run('All counts')] } },
  {
    type: 'file',
    body: { type: 'external', external: { url: 'https://example.org/counts.csv' }, name: 'counts.csv', caption: [run('As a sheet')] },
  },
  { type: 'divider', body: {} },
  { type: 'breadcrumb', body: {} },
  { type: 'table_of_contents', body: { color: 'default' } },
  { type: 'template', text: 'New count' },
  { type: 'unsupported', body: { block_type: 'ai_block' } },
]

/** Every kind of property a row can have. */
export const everyProperty = (target: { readonly id: string }, person: { readonly id: string }): Record<string, unknown> => ({
  Stage: { id: 'a', type: 'status', status: { id: 's', name: 'Done', color: 'green' } },
  Kind: { id: 'b', type: 'select', select: { id: 'k', name: 'Wader', color: 'blue' } },
  Tags: {
    id: 'c',
    type: 'multi_select',
    multi_select: [
      { id: '1', name: 'river', color: 'blue' },
      { id: '2', name: 'dawn', color: 'red' },
    ],
  },
  Count: { id: 'd', type: 'number', number: 12 },
  Notes: { id: 'e', type: 'rich_text', rich_text: [run('Two of them ringed.')] },
  When: { id: 'f', type: 'date', date: { start: '2026-03-01', end: null, time_zone: null } },
  Warden: { id: 'g', type: 'people', people: [{ object: 'user', id: person.id }] },
  Files: {
    id: 'h',
    type: 'files',
    files: [
      { name: 'ring.pdf', type: 'external', external: { url: 'https://example.org/ring.pdf' } },
      { name: 'rings.txt', type: 'file', file: { url: '@file w/g/rings.txt', expiry_time: '2026-11-23T11:00:00.000Z' } },
    ],
  },
  Ringed: { id: 'i', type: 'checkbox', checkbox: true },
  Site: { id: 'j', type: 'url', url: 'https://example.org' },
  Mail: { id: 'k', type: 'email', email: 'weir@example.org' },
  Phone: { id: 'l', type: 'phone_number', phone_number: '+44 20 7946 0000' },
  Twice: { id: 'm', type: 'formula', formula: { type: 'number', number: 24 } },
  Odd: { id: 'n', type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
  Census: { id: 'o', type: 'relation', relation: [{ id: target.id }], has_more: false },
  Names: {
    id: 'p',
    type: 'rollup',
    rollup: { type: 'array', function: 'show_original', array: [{ type: 'title', title: [run('Weir')] }] },
  },
  Made: { id: 'q', type: 'created_time', created_time: '2026-03-01T06:00:00.000Z' },
  By: { id: 'r', type: 'created_by', created_by: { object: 'user', id: person.id } },
  Number: { id: 's', type: 'unique_id', unique_id: { prefix: 'BIRD', number: 7 } },
  Checked: { id: 't', type: 'verification', verification: { state: 'verified', verified_by: null, date: null } },
  Place: { id: 'u', type: 'place', place: { name: 'The weir', address: 'Mill Lane', lat: 0, lon: 0 } },
  Press: { id: 'v', type: 'button', button: {} },
})

/** What `fillWorkspace` made, by what tests look for. */
export interface Sample {
  readonly root: string
  readonly target: string
  /** The page with every block, and the row with every property. */
  readonly every: string
  readonly row: string
  readonly dataSources: readonly string[]
  readonly pages: readonly string[]
}

/** A workspace of so many pages: nested, some in pages in blocks, five databases, a page with everything. Always the same. */
export function fillWorkspace(workspace: FakeWorkspace, count: number): Sample {
  const root = workspace.addPage(idFor('root'), 'Field work', null).id
  const other = workspace.addPage(idFor('other root'), 'Elsewhere', null).id
  const target = workspace.addPage(idFor('target'), 'Heron census', root, [{ type: 'paragraph', text: 'Counted at the weir each spring.' }])
  workspace.files.set('w/f/heron%20count.pdf', { type: 'application/pdf', content: heronCount })
  workspace.files.set('w/g/rings.txt', { type: 'text/plain', content: 'A brass ring on the left leg.' })
  const person = workspace.people[0]!
  const every = workspace.addPage(idFor('every block'), 'Everything at once', root, everyBlock(target, person)).id
  const dataSources = Array.from(
    { length: 5 },
    (_, n) => workspace.addDatabase(idFor(`database ${n}`), `Register ${n}`, n === 4 ? other : root).id,
  )
  const row = workspace.addRow(idFor('every property'), 'Ringed heron', dataSources[0]!, everyProperty(target, person)).id
  const pages = [root, other, target.id, every, row]
  for (let n = pages.length; n < count; n++) {
    const id = idFor(`page ${n}`)
    const text: readonly BlockPlan[] = [
      { type: 'paragraph', text: `Page ${n} tells of number${n} and the ${n % 2 ? 'harbour' : 'orchard'}.` },
    ]
    // A third are rows; the others nest up to nine deep, below pages that came before.
    if (n % 3 === 0) workspace.addRow(id, `Row ${n}`, dataSources[n % 5]!, { Count: { id: 'd', type: 'number', number: n } }, text)
    else workspace.addPage(id, `Page ${n}`, n % 10 === 1 ? root : pages[pages.length - 1 - (n % 2)]!, text)
    pages.push(id)
  }
  return { root, target: target.id, every, row, dataSources, pages }
}
