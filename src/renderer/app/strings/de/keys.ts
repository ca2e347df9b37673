import type { Strings } from '../../strings.ts'

/** Every key, and what it does. */
export const keys: Strings['keys'] = {
  title: 'Tasten',
  results: 'Treffer',
  open: 'lesen',
  original: 'Original',
  next: 'nächste Stelle',
  all: 'alle Tasten',
  sheet: [
    ['/  oder  Strg K', 'Zum Suchfeld'],
    ['↑ ↓', 'Voriger, nächster Treffer'],
    ['Bild↑ Bild↓', 'Eine Seite Treffer'],
    ['Strg Pos1, Strg Ende', 'Erster, letzter Treffer'],
    ['Alt ↓, Alt ↑', 'Alles zeigen, was im Treffer gefunden wurde, oder verbergen'],
    ['Eingabe, oder Leertaste außerhalb des Felds', 'Treffer lesen'],
    ['Strg Eingabe', 'Original öffnen'],
    ['Strg C', 'Link des Treffers kopieren, solange nichts markiert ist'],
    ['Tab, Eingabe', 'Den Filter nehmen, der neben dem Feld vorgeschlagen wird'],
    ['F3, Umschalt F3', 'Nächste, vorige Stelle; in der Vorschau auch N, P'],
    ['F6, Umschalt F6', 'Nächster, voriger Teil des Fensters'],
    ['Esc', 'Zurück: schließen, dann leeren, dann zum Suchfeld'],
    ['Strg Umschalt P, oder > im leeren Feld', 'Alle Befehle'],
    ['F1, oder ? außerhalb eines Felds', 'Diese Liste'],
  ],
}
