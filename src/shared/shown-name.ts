/** A folder's name as people know it: Notion's export ends the names of pages with their ids. */
export const shownName = (name: string): string => name.replace(/(?<=\S) [0-9a-f]{32}$/, '')
