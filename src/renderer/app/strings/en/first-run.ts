/** The first start, and choosing a folder. */
export const firstRun = {
  title: 'Find anything you know',
  lead: 'Choose a folder. Magpie reads what is in it, and you can search it within seconds, also without the internet.',
  folder: 'Folder',
  pick: 'Browse …',
  start: 'Start',
  or: 'or',
  demo: 'Try the demo',
  demoMore: 'A small made-up collection of notes, mails and documents.',
  usual: 'Usual places',
  others: 'Other sources',
  connect: (name: string) => `Connect ${name}`,
  skip: 'Not now',
  promise: 'Read-only. Nothing leaves this computer.',
}

export const folders = {
  placeholder: 'Path of a folder, such as ~/Documents',
  label: 'Folders inside',
  up: 'Up one folder',
  none: 'No folders inside. This one can be indexed as it is.',
  outside: 'Type the whole path; only your own folders and connected disks are listed here.',
}
