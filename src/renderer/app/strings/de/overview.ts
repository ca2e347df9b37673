import { count, percent } from '../../format.ts'
import type { Strings } from '../../strings.ts'
import { plural } from '../plural.ts'

/** The collection in pictures. */
export const overview: Strings['overview'] = {
  title: 'Überblick',
  lead: (documents, sources) => `${plural(documents, 'Dokument', 'Dokumente')} in ${plural(sources, 'Quelle', 'Quellen')}`,
  asTable: (title) => `${title} als Tabelle`,
  table: 'Tabelle',
  source: 'Quelle',
  documents: 'Dokumente',
  share: 'Anteil',
  loading: 'Dokumente werden gezählt …',
  bySource: {
    title: 'Dokumente nach Quelle',
    summary: (most, share) => `Die meisten liegen in ${most}: ${percent(share)}.`,
  },
  byMonth: {
    title: 'Dokumente nach Monat',
    lead: 'Wann sie zuletzt geändert wurden.',
    month: 'Monat',
    earlier: 'Früher',
    undated: 'Ohne Datum',
    summary: (best, n) => `Die meisten wurden im ${best} geändert: ${count(n)}.`,
    none: 'In diesen zwei Jahren wurde kein Dokument geändert.',
    rest: (earlier, undated) =>
      [
        earlier > 0 ? `${count(earlier)} wurden vor diesen zwei Jahren zuletzt geändert` : '',
        undated > 0 ? `${plural(undated, 'hat', 'haben')} kein Datum` : '',
      ]
        .filter((part) => part !== '')
        .join('; ')
        .replace(/.$/, '$&.'),
    allSources: 'Alle Quellen',
    chosen: 'Nach Monat gezeigte Quelle',
    column: (month, n) => `${month}: ${plural(n, 'Dokument', 'Dokumente')}`,
  },
  freshness: {
    title: 'Frisch und veraltet',
    lead: 'Wann jede Quelle zuletzt ganz gesehen wurde, und wie alt ihre Dokumente sind.',
    checked: 'Zuletzt ganz gesehen',
    changed: 'Letzte Änderung',
    seen: (when) => `ganz gesehen ${when}`,
    never: 'noch nie',
    neverSeen: 'noch nicht ganz gesehen',
    noDate: 'kein Datum',
    stale: (days) => `seit ${plural(days, 'Tag', 'Tagen')} nicht ganz gesehen`,
    quarter: 'in den letzten 3 Monaten geändert',
    year: 'im Jahr davor',
    older: 'älter',
    undated: 'kein Datum',
    summary: (fresh, all) => `${count(fresh)} von ${plural(all, 'Quelle', 'Quellen')} innerhalb eines Tages ganz gesehen.`,
  },
  size: {
    title: 'Größe des Verzeichnisses',
    text: 'Text und Wörter',
    vectors: 'Bedeutungen',
    free: 'frei auf dem Laufwerk',
    part: 'Teil',
    bytes: 'Größe',
    total: 'Das ganze Verzeichnis',
    summary: (total, free) => `Das Verzeichnis nimmt ${total} ein; auf seinem Laufwerk sind ${free} frei.`,
    each: (perDocument, passages) => `${perDocument} je Dokument, ${plural(passages, 'Stelle', 'Stellen')} im Ganzen.`,
  },
  meaning: {
    title: 'Suche nach Bedeutung',
    lead: 'An seinen Wörtern ist ein Dokument zu finden, sobald es gelesen ist. Bedeutungen werden danach gelernt.',
    learned: 'Nach Bedeutung zu finden',
    summary: (done, all) => `${count(done)} von ${plural(all, 'Dokument ist', 'Dokumenten sind')} nach Bedeutung zu finden.`,
    of: (done, all) => `${count(done)} von ${count(all)}`,
    eta: (duration) => `Der Rest dauert ${duration}.`,
    model: (name) => `Modell: ${name}.`,
    paused: 'Angehalten.',
  },
}
