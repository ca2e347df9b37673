// Written by scripts/generate-registry.ts from the icon.svg of each connector.

/** The sign of each connector that has one, as SVG in one colour. */
export const connectorIcons: Readonly<Record<string, string>> = {
  folder:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><title>Folder</title><path d="M3 18.5V6a2 2 0 0 1 2-2h3.6a2 2 0 0 1 1.5.7l1.5 1.8H19a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z" /><path d="M3 10.5h18" /></svg>',
  notion:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><title>Notion</title><path d="M5 3h12l3 3v14a1 1 0 0 1-1 1H7l-3-3V4a1 1 0 0 1 1-1Z" /><path d="M9 16.5V9l6 7.5V9" /></svg>',
}
