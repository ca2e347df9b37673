import { count } from '../../format.ts'
import type { Strings } from '../../strings.ts'
import { plural } from '../plural.ts'

type Frame = Pick<
  Strings,
  'product' | 'close' | 'cancel' | 'copy' | 'copied' | 'skipToContent' | 'nav' | 'connection' | 'progress' | 'fault' | 'meaning'
>

/** What stands around every screen. */
export const frame: Frame = {
  product: 'Magpie',
  close: 'Schließen',
  cancel: 'Abbrechen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  skipToContent: 'Zum Inhalt springen',
  nav: { label: 'Bereiche', search: 'Suche', sources: 'Quellen', activity: 'Verlauf', overview: 'Überblick', settings: 'Einstellungen' },
  connection: {
    connecting: 'Magpie startet …',
    reconnecting: 'Magpie antwortet nicht. Neuer Versuch …',
    reconnectingLong:
      'Magpie ist schon eine Weile fort. Kommt es nicht wieder, starten Sie es neu oder rufen Sie „magpie serve“ auf und öffnen Sie den Link, der dann erscheint.',
    retry: 'Jetzt versuchen',
    back: 'Magpie ist wieder da.',
    reconnectingMore: 'Nichts geht verloren: Was aufgenommen ist, bleibt, und der Abgleich geht weiter, wo er stehen blieb.',
    refused: 'Der Link dieses Fensters ist verbraucht',
    refusedMore:
      'Jeder Link öffnet ein Fenster. Starten Sie Magpie neu oder rufen Sie „magpie serve“ auf und öffnen Sie den Link, der dann erscheint.',
  },
  progress: {
    reading: (name: string, n: number) => `${name} wird gelesen, ${plural(n, 'Dokument', 'Dokumente')}`,
    read: (name: string, n: number) => `${name} ist gelesen, ${plural(n, 'Dokument ist', 'Dokumente sind')} zu finden`,
  },
  fault: {
    title: 'Dieser Teil des Fensters ist stehen geblieben',
    lead: 'Nichts ist verloren. Versuchen Sie es noch einmal; geschieht es wieder, laden Sie das Fenster neu.',
    again: 'Noch einmal versuchen',
    reload: 'Fenster neu laden',
  },
  meaning: {
    title: 'Bedeutungen lernen',
    paused: 'Bedeutungen lernen, angehalten',
    failed: 'Bedeutungen können nicht gelernt werden',
    failedMore: 'Die Suche nach Wörtern geht weiter.',
    words: (documents) => `Wörter gelten schon für ${documents === 1 ? 'das 1 Dokument' : `alle ${count(documents)} Dokumente`}.`,
    left: (duration) => `Noch ${duration}.`,
    percent: (share) => `${Math.floor(share * 100)} %`,
    pause: 'Lernen von Bedeutungen anhalten',
    resume: 'Bedeutungen weiter lernen',
  },
}
