import type { Json } from '../json.ts'
import type { ErrorCode } from '../problem.ts'
import type { Sentence } from './say.ts'

/** "1 document", "2 documents". */
const documents = (count: Json | undefined): string => `${text(count)} ${count === 1 ? 'document' : 'documents'}`

const text = (value: Json | undefined): string => (value === undefined || value === null ? '' : String(value))

const gigabytes = (bytes: Json | undefined) => `${(Number(bytes) / 1e9).toFixed(1)} GB`

const day = (at: Json | undefined): string =>
  new Date(text(at)).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** What went wrong, in words that say what to do. */
export const errors: Record<ErrorCode, Sentence> = {
  'bad-request': (p) => `That request cannot be understood (${text(p.call)}: ${text(p.detail)}).`,
  'not-allowed': () => 'This window may not do that. Use the app or the magpie command.',
  'source-unknown': (p) => `There is no source "${text(p.id)}". "magpie source list" shows the ones there are.`,
  'connector-unknown': (p) => `Magpie cannot connect "${text(p.id)}" yet. It can connect: ${text(p.known)}.`,
  'document-unknown': (p) => `There is no document ${text(p.id)} in the index. It may have been deleted since.`,
  'setting-unknown': (p) => `There is no setting "${text(p.key)}". The settings are: ${text(p.known)}.`,
  'setting-invalid': (p) => `"${text(p.value)}" is not a value for ${text(p.key)}. Allowed: ${text(p.allowed)}.`,
  'schedule-invalid': (p) =>
    `"${text(p.value)}" is no time for ${text(p.key)}. Allowed: ${text(p.words)}, or a cron expression such as "0 2 * * *" (every night at two).`,
  'folder-missing': (p) => `There is no folder ${text(p.path)}. Check the spelling, or connect the disk it is on.`,
  'folder-not-a-folder': (p) => `${text(p.path)} is a file. Choose the folder it lies in.`,
  'folder-unreadable': (p) => `Magpie may not read ${text(p.path)}. Give your user permission to open it, then try again.`,
  'folder-contains-home': (p) => `${text(p.path)} is where Magpie keeps its own index, which it does not index. Choose another folder.`,
  'source-exists': (p) => `That is connected already, as "${text(p.name)}" (${text(p.id)}).`,
  'scope-unknown': (p) => `The source has no part "${text(p.id)}". "magpie source scopes ID" shows the ones there are.`,
  'source-busy': (p) => `"${text(p.name)}" is being synced. Wait for the run to end, or stop it.`,
  'source-sign-in': () => 'It asks you to sign in again. Everything found there earlier stays searchable.',
  'nothing-shared': (p) =>
    `${text(p.name)} shows this sign-in nothing yet. Share there what you want to find here (in Notion: the page's ••• menu, Connections), then look again.`,
  'notion-sign-in': () =>
    'Notion does not take this sign-in. A token has to be copied whole, and begins with ntn_ (older ones with secret_); the client secret of an app is another thing. If it was taken before, it has been revoked or has run out, or your workspace no longer allows it: sign in anew.',
  'notion-forbidden': () =>
    'Notion knows this connection, but it may not read content. Switch on “Read content” among its capabilities at Notion; where you cannot, the owner of the workspace decides.',
  'source-rate-limited': () => 'It asked Magpie to slow down. The sync goes on by itself where it stopped.',
  'source-incomplete': (p) =>
    `${text(p.places)} ${p.places === 1 ? 'part of it' : 'parts of it'} could not be looked into, ${text(p.place)} for one (${text(p.problem)}). What was found there earlier is kept.`,
  'removals-held': (p) => `${text(p.count)} of ${text(p.of)} documents would disappear. Nothing is removed until you say so.`,
  'removals-held-scope': (p) =>
    `"${text(p.name)}" is no longer there, and its ${documents(p.count)} would disappear. Nothing is removed until you say so.`,
  'source-offline': (p) => `It cannot be reached right now (${text(p.detail)}). Connect it, then try again.`,
  'source-forbidden': (p) => `You are not allowed to open it (${text(p.detail)}).`,
  'source-failing': (p) =>
    `The sync was stopped: of the last ${text(p.of)} documents it went wrong with ${text(p.failed)} (${text(p.problem)}). Everything found so far is kept; Magpie goes on from there by itself, later.`,
  'source-failed': (p) => `It answered in a way Magpie does not understand (${text(p.detail)}).`,
  'web-page-instead': (p) =>
    `Something else answers in place of ${text(p.host)}, as the sign-in page of a hotel's or train's network does. Open a web page in your browser and sign in there, then try again.`,
  'certificate-untrusted': (p) =>
    `The connection to ${text(p.host)} is not trusted. Your company's certificate may be missing on this computer: install it in the system, or name its file under Settings, Network.`,
  'certificate-expired': (p) =>
    `The certificate of ${text(p.host)} is not valid today. Look whether this computer's date is right; if it is, the service has to renew its certificate.`,
  'proxy-sign-in': (p) =>
    `Your network's proxy wants a name and password before it lets Magpie reach ${text(p.host)}. Put them into the HTTPS_PROXY environment variable.`,
  'clock-wrong': (p) =>
    `This computer's clock is ${Math.abs(Number(p.minutes))} minutes ${Number(p.minutes) < 0 ? 'behind' : 'ahead'}, and services refuse to let it in. Set the time, then try again.`,
  'vault-locked': (p) =>
    p.by === 'passphrase'
      ? 'Your sign-ins are locked behind your passphrase. Unlock them under Settings, or with: magpie vault unlock'
      : "Your computer's keychain is locked, and with it your sign-ins. Unlock the keychain (signing in to your computer does), then try again.",
  'vault-absent': () =>
    'This computer has no keychain that could keep your sign-ins safe. Set a passphrase that does, under Settings or with: magpie vault protect',
  'vault-refused': () =>
    "Your computer's keychain does not let Magpie in. Allow Magpie in the keychain's own settings and try again, or set a passphrase with: magpie vault protect",
  'vault-lost': () =>
    'The key to your stored sign-ins is no longer in the keychain. They cannot be opened any more: begin anew under Settings or with "magpie vault reset", and sign in again. Your index stays.',
  'passphrase-wrong': () => 'That is not the passphrase. Mind capitals and the keyboard layout, and try again.',
  'passphrase-none': () => 'No passphrase was set for your sign-ins. Set one with: magpie vault protect',
  'passphrase-short': (p) => `A passphrase needs at least ${text(p.shortest)} characters. A few words are better than one.`,
  'passphrase-typo': () => 'The two passphrases differ. Nothing was changed; try again.',
  'secret-missing': (p) => `The environment variable ${text(p.name)} is empty. Put the secret into it, for this command alone.`,
  'secret-unasked': (p) =>
    `${text(p.what)} is needed, and there is no terminal to ask on. Name an environment variable that holds it with --token-env, --password-env, --secret-env or --passphrase-env.`,
  'client-missing': (p) =>
    `This Magpie has no app of its own at ${text(p.name)}. Make one there, as the instructions of the connector say, and give its client id.`,
  'attempt-unknown': () => 'That sign-in is over. Begin again.',
  'sign-in-denied': () => 'You said no in the browser, and nothing was shared. Begin again when you want to.',
  'sign-in-refused': () =>
    'The service no longer accepts the sign-in: it was taken back, or not used for too long. Sign in again. Everything found there earlier stays searchable.',
  'sign-in-expired': () => 'Nobody signed in in time. Begin again.',
  'sign-in-client': () => 'The service does not know this app. Look whether the client id and its secret are right, and begin again.',
  'sign-in-broken': (p) =>
    `The service answered in a way that Magpie cannot trust (${text(p.detail)}). Begin again; if it happens again, the service has changed.`,
  'port-taken': (p) => `Another program uses the port that the sign-in comes back to (${text(p.ports)}). Close it, then try again.`,
  'credential-kind': (p) => `${text(p.name)} does not sign in that way. It takes: ${text(p.allowed)}.`,
  'account-differs': (p) => `That signs in ${text(p.is)}, but this source is of ${text(p.was)}. Add it as a source of its own.`,
  'nothing-held': (p) => `No deletions of "${text(p.id)}" are waiting for an answer.`,
  'rule-unknown': (p) => `There is no rule for "${text(p.target)}". "magpie never" lists the rules.`,
  'hook-refused': () => 'This call is not accepted. Check the address, the secret, and how the signature is made.',
  'hook-late': (p) =>
    `The signature is right, but its timestamp is more than ${text(p.minutes)} minutes off. Set the clock of the caller, and sign each call anew.`,
  'hook-replayed': () => 'This very call was accepted before. Sign each call anew, with the time as it is then.',
  'hook-flooded': (p) => `Too many calls. Try again in ${text(p.seconds)} s.`,
  'hook-unclear': () =>
    'The signature is right, but the body is not. It must be JSON such as {"id": "notes/plan.md"}, with the document\u2019s own id in its source.',
  'hook-too-large': (p) => `The body is larger than ${text(p.bytes)} bytes. It only has to name one document.`,
  'hook-waits': (p) =>
    p.why === 'sign-in' ? 'The source asks for a sign-in first. Try again after that.' : 'The source is paused. Try again when it goes on.',
  'home-in-use': (p) => `Another Magpie uses ${text(p.home)} and does not answer. Close it, or choose another folder with --home.`,
  'home-unsafe': (p) =>
    `${text(p.home)} is no safe place for the index (${text(p.reason)}). Choose a folder on this computer's own disk with --home.`,
  'home-too-new': (p) => `${text(p.home)} was written by a newer Magpie. Update this one.`,
  'home-damaged': (p) =>
    `The index in ${text(p.home)} is damaged. Your documents are safe: move the file magpie.db away and sync again, and it is made anew.`,
  'engine-restarted': () => 'The engine was restarted. Try again.',
  'engine-gone': () => 'The engine has ended. Start Magpie again.',
  'model-missing': (p) => `The model ${text(p.name)} is not installed completely. Install Magpie again. Search by words goes on working.`,
  'model-unknown': (p) => `There is no model "${text(p.name)}". The models are: ${text(p.known)}.`,
  'disk-full': () => 'The disk is full. Free some space; the sync goes on where it stopped.',
  'backup-exists': (p) => `There is a file ${text(p.path)} already. Choose another name.`,
  'backup-impossible': (p) => `The backup could not be written to ${text(p.path)} (${text(p.detail)}). Choose another place.`,
  'backup-unreadable': (p) => `${text(p.path)} is no backup of Magpie, or it is damaged. Nothing was changed.`,
  'backup-too-new': (p) => `${text(p.path)} was written by a newer Magpie. Update this one; nothing was changed.`,
  'file-unreadable': (p) => `The file ${text(p.path)} cannot be read.`,
  'copy-refused': () => 'Your browser did not allow copying. Click into the window and try again.',
  'window-not-built': () => 'The window is not built yet. Run: npm run build:renderer',
  internal: () => 'Something unexpected happened. Nothing is lost; the log (logs/engine.log in the data folder) says more.',
}

/** What `doctor` looks at in the index. */
const parts: Readonly<Record<string, string>> = {
  integrity: 'the database file',
  references: 'what refers to what',
  chunks: 'every searchable document has its passages',
  vectors: 'every passage is found by meaning or waits for it',
  words: 'every passage has its words',
  memberships: 'every document belongs to a scope',
}

/** Sentences that are not errors of a call: states, skips, failures, and what `doctor` says. */
export const sentences: Readonly<Record<string, Sentence>> = {
  'removal-deleted': () => 'It was deleted at the source.',
  'removal-unshared': () => 'It is no longer shared with you.',
  'removal-deleted-or-unshared': () => 'It was deleted, or is no longer shared with you; the source does not say which.',
  'removal-excluded': () => 'The settings of its source leave it out.',
  'removal-scope-left': () => 'The part of the source that it is in is no longer chosen.',
  'removal-never': () => 'You said it must never be indexed.',
  'removal-too-large': () => 'It became larger than the size limit of its source.',
  'removal-online-only': () => 'It is kept in the cloud only by now.',
  'removal-special-file': () => 'It is no ordinary file any more.',
  'removal-unsupported': () => 'It became a format that Magpie cannot read yet.',
  'removal-empty': () => 'There is no text in it any more.',
  'removal-symlink-loop': () => 'It became a link that leads back into its own folder.',
  'removal-outside-root': () => 'It became a link that leads out of the folder.',
  'skip-too-large': () => 'larger than the size limit of this source',
  'skip-online-only': () => 'kept in the cloud only; Magpie never downloads it by itself',
  'skip-special-file': () => 'not an ordinary file',
  'skip-unsupported': () => 'a format Magpie cannot read yet: found by name and place only',
  'skip-empty': () => 'empty',
  'skip-scanned': () => 'scanned: pictures of pages, without text in them (OCR reads them when it is on)',
  'skip-never': () => 'you said it must never be indexed',
  'skip-excluded': () => 'left out by the settings of its source',
  'skip-symlink-loop': () => 'a link that leads back into its own folder',
  'skip-twin': () => 'the same as another file beside it',
  'skip-no-words': () => 'a picture or recording without words',
  'skip-too-many': () => 'more than Magpie takes out of one document',
  'skip-outside-root': () => 'a link that leads out of the folder',
  failure: (p) => {
    const problem = p.problem === 'offline' ? 'The source does not hand it over.' : sentences[`problem-${text(p.problem)}`]?.({})
    const next: Readonly<Record<string, string>> = {
      'by-itself': 'Magpie tries it again by itself.',
      'when-changed': 'Magpie tries it again when it changes, or when you say so.',
      ignored: 'You said to leave it alone.',
    }
    return `${problem ?? text(p.problem)} ${next[text(p.next)] ?? ''}`.trim()
  },
  'problem-sign-in': () => 'The source asks you to sign in again.',
  'problem-forbidden': () => 'You have no permission to read it.',
  'problem-not-found': () => 'The source lists it, and then cannot find it.',
  'problem-rate-limited': () => 'The source asked Magpie to slow down.',
  'problem-offline': () => 'It cannot be reached. Everything found there earlier stays searchable; nothing is removed.',
  'problem-cursor-expired': () => 'The source forgot what it told last time; everything is listed again.',
  'problem-unreadable': () => 'It cannot be read.',
  'problem-changed-while-read': () => 'It kept changing while it was read.',
  'problem-bad-name': () => 'Its name is not valid text. Rename it.',
  'problem-encrypted': () => 'It is protected by a password.',
  'problem-corrupt': () => 'It is damaged, or not what its name says.',
  'problem-too-complex': () => 'It is built in a way that would take too much memory to open.',
  'problem-timeout': () => 'Reading it took too long and was stopped.',
  'problem-out-of-memory': () => 'Reading it took too much memory and was stopped.',
  'problem-crashed': () => 'Reading it brought the reader down.',
  'hooks-port-taken': (p) =>
    `Port ${text(p.port)} is used by another program, so hooks cannot be received. End that program, or choose another port with: magpie settings hooksPort=27425`,
  'hooks-port-refused': (p) =>
    `Port ${text(p.port)} may not be used, so hooks cannot be received. Choose another with: magpie settings hooksPort=27424`,
  'all-paused': () => 'Everything is paused. What you ask for yourself is still done.',
  'yield-disk': (p) => `The disk is nearly full (${gigabytes(p.free)} free). Free some space; Magpie then goes on by itself.`,
  'yield-battery': () => 'On battery: changes are followed gently; listings and long embedding wait for the mains.',
  'yield-battery-wait': () => 'On battery: Magpie waits for the mains.',
  'yield-battery-low': (p) => `The battery is low (${Math.round(Number(p.level) * 100)} %): Magpie waits for the mains.`,
  'yield-heat': () => 'The computer is hot: Magpie works gently until it has cooled down.',
  'yield-metered': () => 'The network is paid by the byte: sources beyond this computer wait.',
  'doctor-integrity': (p) =>
    p.ok === true
      ? `Sound: ${parts[text(p.part)] ?? text(p.part)}.`
      : `Damaged: ${parts[text(p.part)] ?? text(p.part)} (${text(p.detail)}). Make it anew: magpie source rebuild ID, for each source.`,
  'alert-needs-sign-in': (p) => `“${text(p.name)}” asks you to sign in again. Everything found there earlier stays searchable.`,
  'alert-held': (p) =>
    p.count === undefined
      ? `“${text(p.name)}” lost many documents at once. Nothing is removed until you say so.`
      : `${text(p.count)} of ${text(p.of)} documents of “${text(p.name)}” would disappear. Nothing is removed until you say so.`,
  'alert-offline': (p) =>
    `“${text(p.name)}” has not been reached for more than a day. Connect it; everything found there earlier stays searchable.`,
  'alert-failed': (p) => `“${text(p.name)}” could not be synced for more than a day. Look at it under Sources.`,
  'alert-disk-low': (p) =>
    `Only ${(Number(p.free) / 1e9).toFixed(1)} GB are free on the disk that holds the index. Free some space, or new documents cannot be indexed.`,
  'passages-set-aside': (p) =>
    `${text(p.count)} ${p.count === 1 ? 'passage' : 'passages'} could not be embedded and ${p.count === 1 ? 'is' : 'are'} found by words only. Resume to try again.`,
  'doctor-model-ok': (p) => `The model ${text(p.name)} is complete.`,
  'doctor-model-missing': (p) => `The model ${text(p.name)} lacks ${text(p.files)}.`,
  'doctor-home': (p) => `Data folder ${text(p.home)}, mode ${text(p.mode)}.`,
  'doctor-disk': (p) => `${gigabytes(p.free)} free.`,
  'doctor-encryption': () => 'The index is not encrypted by Magpie; it is as safe as the disk it lies on.',
  'vault-empty': () => 'No sign-in is stored yet.',
  'vault-unlocked': (p) =>
    p.by === 'passphrase'
      ? 'Your sign-ins are sealed under your passphrase, and open.'
      : "Your sign-ins are sealed under a key in your computer's keychain.",
  'signed-in': (p) => `signed in as ${text(p.account)} since ${day(p.since)}`,
  'asks-again': (p) => `the service asks for a new sign-in by ${day(p.at)}`,
  'budget-used': (p) => `${text(p.used)} of the ${text(p.perMinute)} requests a minute that its service allows`,
  'budget-ends': (p) => {
    const day = Number(p.days) > 0 ? ({ weekday: 'short', day: 'numeric', month: 'short' } as const) : {}
    return `done about ${new Date(text(p.at)).toLocaleString('en-GB', { ...day, hour: '2-digit', minute: '2-digit' })}`
  },
  'doctor-proxy': (p) =>
    p.proxy === 'system'
      ? 'Reaches services as the system is set up.'
      : p.proxy === 'none'
        ? 'Reaches services without a proxy.'
        : `Reaches services through ${text(p.proxy)}.`,
  'doctor-certificates': (p) =>
    p.missing === true
      ? `The certificates file ${text(p.path)} is not there. Put it back, or change the setting "certificates".`
      : `Trusts the certificates in ${text(p.path)}, too.`,
  'doctor-node': (p) => `Node ${text(p.node)}.`,
}
