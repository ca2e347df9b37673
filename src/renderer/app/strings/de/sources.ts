import { count, formats, percent } from '../../format.ts'
import type { Strings } from '../../strings.ts'
import { plural } from '../plural.ts'

/** What is connected, and how it is. */
export const sources: Strings['sources'] = {
  title: 'Quellen',
  summary: (documents) => `${plural(documents, 'Dokument', 'Dokumente')}, alle auf diesem Rechner`,
  add: 'Quelle hinzufügen',
  addLead: 'Alles darin und darunter wird auffindbar. Änderungen werden von selbst verfolgt.',
  adding: 'Wird geprüft …',
  actions: (name) => `Was mit ${name} geschehen kann`,
  syncNow: 'Jetzt abgleichen',
  listAgain: 'Alles noch einmal durchsehen',
  rebuild: 'Alles neu lesen',
  pause: 'Anhalten',
  pauseHour: 'Eine Stunde anhalten',
  pauseAll: 'Alles anhalten',
  pauseAllHour: 'Alles eine Stunde anhalten',
  resume: 'Weitermachen',
  resumeAll: 'Alles weitermachen',
  edit: 'Name und Einstellungen …',
  scopes: 'Was aufgenommen wird …',
  schedule: 'Zeitplan …',
  activity: 'Abgleiche und Fehlschläge',
  receipt: 'Beleg sichern',
  remove: 'Entfernen …',
  retry: 'Jetzt versuchen',
  save: 'Sichern',
  saving: 'Wird gesichert …',
  state: {
    idle: 'Auf dem Stand',
    syncing: 'Wird abgeglichen',
    paused: 'Angehalten',
    offline: 'Nicht erreichbar',
    'needs-sign-in': 'Neu anmelden',
    held: 'Wartet auf Ihre Antwort',
    failed: 'Stehen geblieben',
  },
  waitingToStart: 'Wird gleich gelesen',
  phase: (progress) => {
    if (progress.phase === 'listing') return `Wird durchgesehen, ${count(progress.listed)} gefunden`
    if (progress.phase === 'removing') return 'Was fort ist, wird entfernt'
    return `Wird gelesen, ${count(progress.done)} von ${count(progress.listed)}`
  },
  rate: (rate) => `${rate >= 10 ? count(Math.round(rate)) : formats.fraction.format(rate)} je Sekunde`,
  left: (duration) => `noch ${duration}`,
  coverage: (searchable, listed) => `${count(searchable)} von ${count(listed)} Dokumenten auffindbar`,
  searchable: 'auffindbar',
  skipped: 'ausgelassen',
  failed: 'fehlgeschlagen',
  waiting: 'warten',
  numberOf: (n, part, name) => `${count(n)} ${part} in ${name}: zeigen`,
  meaning: (share, left) => `${percent(share)} nach Bedeutung zu finden${left === null ? '' : `, noch ${left}`}`,
  watching: { events: 'wird verfolgt', polling: 'wird regelmäßig geprüft', no: 'wird nicht verfolgt' },
  lastRun: (when) => `zuletzt ${when}`,
  nextRun: (when) => `nächstes Mal ${when}`,
  nextTry: (when) => `neuer Versuch ${when}`,
  neverRun: 'noch nicht gelesen',
  paused: 'Angehalten. Was aufgenommen ist, bleibt auffindbar; Änderungen werden erst wieder verfolgt, wenn Sie weitermachen.',
  pausedUntil: (when) =>
    `Angehalten bis ${when}. Was aufgenommen ist, bleibt auffindbar; danach werden Änderungen von selbst wieder verfolgt.`,
  held: (gone) => `${plural(gone, 'Dokument würde', 'Dokumente würden')} verschwinden. Nichts wird entfernt, bevor Sie antworten.`,
  heldShow: 'Welche? …',
  brake: {
    title: (name) => `Haben Sie das in ${name} gelöscht?`,
    lead: 'Die Quelle zeigt diese Dokumente nicht mehr. Ist das ein Versehen, etwa ein verschobener Ordner oder ein verlorenes Recht, dann behalten Sie sie.',
    count: (n, of) => `${count(n)} von ${count(of)} würden gehen.`,
    list: 'Was gehen würde',
    until: 'Nichts wird entfernt, bevor Sie antworten.',
    answering: 'Wird ausgeführt …',
    keep: 'Behalten',
    remove: 'Entfernen',
    removed: (n) => `${plural(n, 'Dokument ist', 'Dokumente sind')} nicht mehr aufgenommen.`,
    keptAll: 'Behalten. Sie bleiben auffindbar.',
  },
  removeTitle: (name) => `${name} entfernen?`,
  removeLead: (documents) =>
    documents === 0
      ? 'Noch ist nichts davon aufgenommen. Was an der Quelle liegt, wird nicht angerührt.'
      : 'Was an der Quelle liegt, wird nicht angerührt; Magpie vergisst es nur.',
  removeWhat: {
    documents: (n) => `${plural(n, 'Dokument', 'Dokumente')} mit Text, Wörtern und Bedeutungen`,
    others: (n) => plural(n, 'ausgelassenes oder fehlgeschlagenes Dokument', 'ausgelassene oder fehlgeschlagene Dokumente'),
    history: 'die Abgleiche, Fehlschläge und der Zeitplan',
  },
  removeErases: 'Das wird gelöscht:',
  removeKeep: 'Dokumente weiter auffindbar lassen',
  removeKeepLead:
    'Sie bleiben, wie sie jetzt sind, und werden nicht mehr verfolgt. Fügen Sie die Quelle wieder hinzu, übernimmt sie diese.',
  removeYes: 'Entfernen',
  list: {
    title: { searchable: 'Auffindbar', skipped: 'Ausgelassen', failed: 'Fehlgeschlagen', waiting: 'Warten' },
    of: (part, name) => `${part} in ${name}`,
    lead: {
      searchable: 'Diese sind an ihren Wörtern zu finden.',
      skipped: 'Mit Absicht ausgelassen, jedes aus seinem Grund.',
      failed: 'Diese konnten nicht gelesen werden. Jedes wird von selbst wieder versucht.',
      waiting: 'Aufgeführt; sie werden gleich gelesen.',
    },
    more: 'Mehr zeigen',
    loading: 'Die Liste wird geholt …',
    empty: 'Nichts mehr.',
  },
}
