import { type ContentLine, partsOf, plainValue, readContentLines } from './content-lines.ts'
import type { Extracted } from './extracted.ts'
import { extractors } from './extractors.ts'
import { normaliseLine, normaliseText } from './normalise.ts'

const kinds: Readonly<Record<string, string>> = { VEVENT: 'event', VTODO: 'task', VJOURNAL: 'journal' }

/** A calendar: each event, task and journal entry under its title, with when, where, who and what. Alarms and rules of time zones are left out. */
export function extractCalendar(raw: string): Extracted {
  const entries: string[] = []
  const titles: string[] = []
  const labels = new Set<string>()
  const within: string[] = []
  let lines: ContentLine[] = []
  let calendar: string | null = null
  for (const line of readContentLines(raw)) {
    if (line.name === 'BEGIN') {
      within.push(line.value.trim().toUpperCase())
      if (kinds[within.at(-1)!] !== undefined) lines = []
    } else if (line.name === 'END') {
      if (kinds[within.pop() ?? ''] === undefined || lines.length === 0) continue
      const title = normaliseLine(wordsOf(lines, 'SUMMARY'))
      if (title !== null) titles.push(title)
      for (const label of wordsOf(lines, 'CATEGORIES').split(',')) labels.add(label)
      entries.push(entry(lines, title))
      lines = []
    } else if (kinds[within.at(-1) ?? ''] !== undefined) lines.push(line)
    else if (line.name === 'X-WR-CALNAME' || (line.name === 'NAME' && within.length === 1))
      calendar ??= normaliseLine(plainValue(line.value))
  }
  return {
    text: normaliseText(entries.join('\n\n')),
    layout: 'markdown',
    title: calendar ?? (entries.length === 1 ? (titles[0] ?? null) : null),
    labels: [...labels].flatMap((label) => normaliseLine(label) ?? []).slice(0, 50),
    mimeType: 'text/calendar',
    extractor: extractors.calendar,
  }
}

const wordsOf = (lines: readonly ContentLine[], name: string): string => plainValue(lines.find((line) => line.name === name)?.value ?? '')

function entry(lines: readonly ContentLine[], title: string | null): string {
  const people = (name: string) =>
    lines
      .filter((line) => line.name === name)
      .map(({ parameters, value }) => person(parameters.get('CN') ?? '', value))
      .join(', ')
  const start = lines.find(({ name }) => name === 'DTSTART' || name === 'DUE')
  const end = lines.find(({ name }) => name === 'DTEND')
  const facts = [
    [
      start === undefined ? '' : [moment(start), end === undefined ? '' : moment(end)].filter(Boolean).join(' – '),
      wordsOf(lines, 'RRULE') === '' ? '' : '(repeats)',
    ]
      .filter(Boolean)
      .join(' '),
    wordsOf(lines, 'LOCATION').replace(/\s*\n\s*/g, ', '),
    people('ORGANIZER'),
    people('ATTENDEE'),
    wordsOf(lines, 'URL'),
  ].filter((fact) => fact !== '')
  const said = lines.filter(({ name }) => name === 'DESCRIPTION' || name === 'COMMENT').map(({ value }) => plainValue(value))
  return [`## ${title ?? 'Untitled'}`, facts.join('\n'), ...said].filter((part) => part !== '').join('\n\n')
}

function person(name: string, address: string): string {
  const mail = partsOf(address)[0]!.replace(/^mailto:/i, '')
  return name === '' || name === mail ? mail : `${name} <${mail}>`
}

/** `20260102T030405Z` as people write it; whole days without a time. */
function moment({ value, parameters }: ContentLine): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?/.exec(value.trim())
  if (match === null) return plainValue(value)
  const [, year, month, day, hour, minute, utc] = match
  const zone = utc ? ' UTC' : parameters.has('TZID') ? ` ${parameters.get('TZID')}` : ''
  return `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute}${zone}`}`
}
