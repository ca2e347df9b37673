import type { Strings } from '../../strings.ts'

/** The first start, and choosing a folder. */
export const firstRun: Strings['firstRun'] = {
  title: 'Alles finden, was Sie wissen',
  lead: 'Wählen Sie einen Ordner. Magpie liest, was darin liegt, und nach Sekunden können Sie es durchsuchen, auch ohne Internet.',
  folder: 'Ordner',
  pick: 'Auswählen …',
  start: 'Los',
  or: 'oder',
  demo: 'Beispiele ausprobieren',
  demoMore: 'Eine kleine erfundene Sammlung von Notizen, Mails und Dokumenten.',
  usual: 'Übliche Orte',
  others: 'Andere Quellen',
  connect: (name) => `${name} verbinden`,
  skip: 'Nicht jetzt',
  promise: 'Nur lesend. Nichts verlässt diesen Rechner.',
}

export const folders: Strings['folders'] = {
  placeholder: 'Pfad eines Ordners, etwa ~/Dokumente',
  label: 'Ordner in',
  up: 'Einen Ordner nach oben',
  none: 'Keine Ordner darin. Dieser kann so aufgenommen werden, wie er ist.',
  outside: 'Geben Sie den ganzen Pfad ein; hier stehen nur Ihre eigenen Ordner und angeschlossene Laufwerke.',
}
