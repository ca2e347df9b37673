import { expect, it } from 'vitest'
import { createParts } from './parts.ts'
import { extractPptx } from './pptx.ts'
import { makeZip } from './sample-files.ts'

const spaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
const relations = (...all: readonly string[]) => `<Relationships>${all.join('')}</Relationships>`
const shape = (type: string, ...paragraphs: readonly string[]) =>
  `<p:sp><p:nvSpPr><p:nvPr>${type === '' ? '' : `<p:ph type="${type}"/>`}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs
    .map((text) => `<a:p>${text.startsWith('\t') ? '<a:pPr lvl="1"/>' : ''}<a:r><a:t>${text.trim()}</a:t></a:r></a:p>`)
    .join('')}</p:txBody></p:sp>`
const slide = (content: string, attributes = '') =>
  `<p:sld ${spaces} ${attributes}><p:cSld><p:spTree>${content}</p:spTree></p:cSld></p:sld>`

const table =
  '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr descr="Costs by year"/></p:nvGraphicFramePr><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>year</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>cost</a:t></a:r></a:p></a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody><a:p><a:r><a:t>2026</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>12</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>'

const deck = makeZip({
  '_rels/.rels': relations(relation('r1', 'officeDocument', 'ppt/presentation.xml')),
  'ppt/presentation.xml': `<p:presentation ${spaces}><p:sldIdLst><p:sldId id="256" r:id="r9"/><p:sldId id="257" r:id="r2"/></p:sldIdLst></p:presentation>`,
  'ppt/_rels/presentation.xml.rels': relations(
    relation('r2', 'slide', 'slides/slide1.xml'),
    relation('r9', 'slide', 'slides/slide2.xml'),
    relation('r3', 'commentAuthors', 'commentAuthors.xml'),
  ),
  'ppt/commentAuthors.xml': `<p:cmAuthorLst ${spaces}><p:cmAuthor id="0" name="Grace"/></p:cmAuthorLst>`,
  'ppt/slides/slide2.xml': slide(shape('title', 'The plan') + shape('body', 'first', '\tinner', 'second') + shape('sldNum', '1') + table),
  'ppt/slides/_rels/slide2.xml.rels': relations(
    relation('r1', 'notesSlide', '../notesSlides/notesSlide1.xml'),
    relation('r2', 'slideLayout', '../slideLayouts/slideLayout1.xml'),
    relation('r3', 'comments', '../comments/comment1.xml'),
  ),
  'ppt/notesSlides/notesSlide1.xml': slide(shape('sldImg', 'picture') + shape('body', 'Speak slowly')),
  'ppt/comments/comment1.xml': `<p:cmLst ${spaces}><p:cm authorId="0"><p:text>Too much</p:text></p:cm></p:cmLst>`,
  'ppt/slideLayouts/slideLayout1.xml': slide(shape('title', 'Click to edit') + shape('', 'Acme Ltd')),
  'ppt/slides/slide1.xml': slide(shape('', 'Spare'), 'show="0"'),
})

it('gives slides in their order with notes, tables, comments, and what stands on all of them once', async () => {
  expect((await extractPptx(deck, { onPages: () => undefined, parts: createParts(undefined, []) })).text).toBe(
    `## Slide 1: The plan

- first
  - inner
- second

Costs by year

| year | cost |
| --- | --- |
| 2026 | 12 |

### Notes

Speak slowly

### Comments

- Grace: Too much

## Slide 2 (hidden)

Spare

Acme Ltd`,
  )
})

it('is titled by its first slide when its properties say nothing', async () => {
  expect((await extractPptx(deck, { onPages: () => undefined, parts: createParts(undefined, []) })).title).toBe('The plan')
})
