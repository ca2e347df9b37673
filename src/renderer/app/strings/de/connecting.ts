import type { Strings } from '../../strings.ts'
import { plural } from '../plural.ts'

/** Adding a source, and what of it is indexed when. */
export const connecting: Strings['connecting'] = {
  gallery: {
    title: 'Quelle hinzufügen',
    lead: 'Worin möchten Sie etwas finden?',
    demo: 'Beispielsammlung',
    demoLead: 'Eine kleine erfundene Sammlung zum Ausprobieren',
    kinds: {
      folder: 'Dokumente auf diesem Rechner, einem Laufwerk oder einer Freigabe',
      notion: 'Seiten und Datenbanken eines Arbeitsbereichs',
    },
    anyKind: 'Nur lesend, auf diesem Rechner aufgehoben',
  },
  form: {
    title: (name) => `${name} hinzufügen`,
    lead: 'Es wird geprüft, bevor etwas gelesen wird.',
    name: 'Name',
    nameHelp: 'Wie die Quelle hier heißt. Bleibt er leer, heißt sie wie das Konto.',
    back: 'Zurück',
    optional: 'freiwillig',
    more: 'Mehr Möglichkeiten',
    list: 'Durch Kommas getrennt.',
    start: 'Aufnehmen',
    checking: 'Wird geprüft …',
    next: 'Weiter',
    promise: 'Nur lesend. Nichts verlässt diesen Rechner.',
  },
  choose: {
    title: (name) => `Was von ${name} aufgenommen wird`,
    lead: 'Wählen Sie die Teile, in denen Sie etwas finden möchten. Das lässt sich jederzeit ändern.',
    again: 'Noch einmal nachsehen',
    estimating: 'Wird gezählt …',
    estimate: (documents, duration) =>
      `Etwa ${plural(documents, 'Dokument', 'Dokumente')}, ${duration} bei dem Tempo, das der Dienst erlaubt`,
  },
  edit: { title: (name) => `Einstellungen von ${name}`, lead: 'Was sich nicht ändert, wird nicht noch einmal gelesen.' },
  limits: {
    labels: {
      excludes: 'Auslassen',
      'at-once': 'Dokumente, die zugleich gelesen werden',
      'per-minute': 'Dokumente, die in einer Minute gelesen werden',
      'errors-in-a-row': 'Aufgeben nach so vielen Fehlern hintereinander',
      'errors-percent': 'Aufgeben nach so vielen Fehlern von hundert',
    },
    excludesHelp: 'Muster wie *.log oder archiv/**, durch Kommas getrennt.',
    auto: 'Bleibt es leer, entscheidet Magpie.',
    preferred: (n) =>
      n === null ? 'Bleibt es leer, wie in den Einstellungen.' : `0 heißt nie. Bleibt es leer, wie in den Einstellungen: ${n}.`,
  },
  scopes: {
    title: (name) => `Was von ${name} aufgenommen wird`,
    lead: 'Wählen Sie die Teile, in denen Sie etwas finden möchten. Was Sie weglassen, ist dann nicht mehr aufgenommen.',
    find: 'Teil suchen',
    tree: 'Teile',
    loading: 'Die Quelle wird gefragt …',
    looking: 'Es wird hineingesehen …',
    none: 'Hier heißt nichts so.',
    empty: 'Diese Quelle hat keine Teile zum Auswählen.',
    chosen: (n) => (n === 1 ? '1 Teil gewählt' : `${n} Teile gewählt`),
    everything: 'Alles, auch was später dazukommt',
    included: 'mit dem Teil darüber dabei',
    atLeastOne: 'Wählen Sie wenigstens einen Teil. Soll gar nichts aufgenommen werden, halten Sie die Quelle an oder entfernen Sie sie.',
  },
  schedule: {
    title: (name) => `Wann ${name} abgeglichen wird`,
    sync: 'Nach Änderungen sehen',
    syncChoices: {
      auto: ['Sobald sie geschehen', 'Wo die Quelle Änderungen meldet, sofort; sonst von Zeit zu Zeit'],
      manual: ['Nur auf Wunsch', 'Mit „Jetzt abgleichen“ oder der Befehlszeile'],
      hourly: ['Jede Stunde', ''],
      daily: ['Einmal am Tag', ''],
      weekly: ['Einmal in der Woche', ''],
      custom: ['Zu eigenen Zeiten', 'Minute, Stunde, Tag im Monat, Monat, Wochentag, wie bei cron'],
    },
    reconcile: 'Alles noch einmal durchsehen',
    reconcileLead: 'Findet, was keine Meldung sagte, etwa Löschungen in Quellen, die davon schweigen.',
    reconcileChoices: {
      auto: 'Von Zeit zu Zeit',
      daily: 'Einmal am Tag',
      weekly: 'Einmal in der Woche',
      never: 'Nie',
      custom: 'Zu eigenen Zeiten',
    },
    time: 'Uhrzeit',
    day: 'Tag',
    expression: 'Zeiten, wie bei cron',
    example: 'Etwa „30 7 * * 1-5“ für halb acht an Werktagen',
    words: {
      manual: 'nur auf Wunsch',
      hourly: 'jede Stunde',
      daily: (time) => `täglich um ${time}`,
      weekly: (day, time) => `jeden ${day} um ${time}`,
      custom: (expression) => `um ${expression}`,
    },
  },
}
