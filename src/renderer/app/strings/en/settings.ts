/** Preferences. */
export const settings = {
  title: 'Settings',
  theme: 'Appearance',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  model: 'Search by meaning',
  modelLead:
    'The model turns passages into meanings. After a change everything is learned anew in the background; search goes on meanwhile.',
  modelAuto: 'Chosen by Magpie',
  modelAutoLead: (name: string) => `Fits the languages of your documents. Now: ${name}.`,
  models: {
    'multilingual-e5-small': ['Multilingual', 'A hundred languages, also across them'],
    'all-MiniLM-L6-v2': ['English', 'Faster; for collections in English'],
  } as Readonly<Record<string, readonly [string, string]>>,
  privacy: 'What leaves this computer',
  privacyNothing: 'Nothing.',
  privacyLead:
    'Reading, indexing and searching happen here. Magpie has no account, sends no statistics and loads nothing from the internet.',
  privacyHome: 'The index lies in',
  privacySize: (size: string, free: string) => `It takes ${size}; ${free} are free on that disk.`,
  privacyDisk: 'It is as safe as the disk it lies on: Magpie does not encrypt it further.',
  about: 'About',
  version: (version: string, node: string) => `Magpie ${version}, on Node ${node}`,
}
