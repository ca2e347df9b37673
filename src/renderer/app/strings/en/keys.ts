/** Every key, and what it does. */
export const keys = {
  title: 'Keys',
  results: 'results',
  open: 'read',
  original: 'original',
  next: 'next match',
  all: 'all keys',
  sheet: [
    ['/  or  Ctrl K', 'Go to the search field'],
    ['↑ ↓', 'Previous, next result'],
    ['PgUp PgDn', 'A page of results'],
    ['Ctrl Home, Ctrl End', 'First, last result'],
    ['Enter', 'Read the result'],
    ['Ctrl Enter', 'Open the original'],
    ['F3, Shift F3', 'Next, previous match; in the preview also N, P'],
    ['F6, Shift F6', 'Next, previous part of the window'],
    ['Esc', 'Back: close, then clear, then the search field'],
    ['F1, or ? outside a field', 'This list'],
  ] as readonly (readonly [string, string])[],
}
