import { type ContentLine, partsOf, plainValue, readContentLines } from './content-lines.ts'
import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

/** What of a card is said on a line of its own, in this order. Photos, keys, sounds and what programs note are left out. */
const told = ['NICKNAME', 'ORG', 'TITLE', 'ROLE', 'TEL', 'EMAIL', 'IMPP', 'ADR', 'URL', 'BDAY', 'ANNIVERSARY', 'RELATED', 'NOTE']

/** Address cards: each person under his or her name. */
export function extractContacts(raw: string): Extracted {
  const cards: { name: string; lines: string[]; labels: string[] }[] = []
  let card: ContentLine[] | null = null
  for (const line of readContentLines(raw)) {
    const component = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN' && component === 'VCARD') card = []
    else if (line.name === 'END' && component === 'VCARD') {
      if (card !== null) cards.push(readCard(card))
      card = null
    } else card?.push(line)
  }
  const labels = new Set(cards.flatMap((one) => one.labels))
  return {
    text: normaliseText(cards.map(({ name, lines }) => [`## ${name}`, lines.join('\n')].filter(Boolean).join('\n\n')).join('\n\n')),
    layout: 'markdown',
    title: cards.length === 1 ? normaliseLine(cards[0]!.name) : null,
    labels: [...labels].slice(0, 50),
    mimeType: 'text/vcard',
    extractor: extractors.contacts,
  }
}

function readCard(card: readonly ContentLine[]) {
  const first = (name: string) => card.find((line) => line.name === name)?.value ?? ''
  const [family = '', given = '', middle = ''] = partsOf(first('N'))
  const name =
    normaliseLine(plainValue(first('FN'))) ??
    normaliseLine([given, middle, family].filter(Boolean).join(' ')) ??
    normaliseLine(partsOf(first('ORG'))[0]!) ??
    'Unnamed'
  const lines = told.flatMap((property) =>
    card
      .filter((line) => line.name === property)
      .map(({ value }) => partsOf(value).filter(Boolean).join(', '))
      .filter((value) => value !== '' && value !== name),
  )
  return {
    name,
    lines,
    labels: plainValue(first('CATEGORIES'))
      .split(',')
      .flatMap((label) => normaliseLine(label) ?? []),
  }
}
