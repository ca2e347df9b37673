import { count } from '../../format.ts'

/** A document and what can be done with it. */
export const preview = {
  label: 'Preview',
  back: 'Back to the results',
  edited: (date: string) => `edited ${date}`,
  minutes: (n: number) => `${count(n)} min read`,
  copyLink: 'Copy the address',
  open: 'Open original',
  match: (n: number, total: number) => `Match ${count(n)} of ${count(total)}`,
  noMatches: 'Found by meaning',
  gone: 'This document is no longer in the index.',
  empty: 'There is no text in this document. It was found by its name.',
  cut: (shown: number, total: number) => `Showing ${count(shown)} of ${count(total)} characters, around what matched.`,
  all: 'Show all',
  image: (alt: string) => (alt === '' ? 'image' : `image: ${alt}`),
  table: 'Table',
  linkTitle: 'Open this address in the browser?',
  linkLead: 'It was written in the document, not by Magpie.',
  linkOpen: 'Open',
  pathTitle: 'A browser may not open files',
  pathLead: 'The original lies here. Copy the path and open it in your file manager.',
}
