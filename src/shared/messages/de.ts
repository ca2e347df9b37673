import type { Json } from '../json.ts'
import type { ErrorCode } from '../problem.ts'
import type { Sentence } from './say.ts'

/** "1 Dokument", "2 Dokumente". */
const documents = (count: Json | undefined): string => `${text(count)} ${count === 1 ? 'Dokument' : 'Dokumente'}`

const text = (value: Json | undefined): string => (value === undefined || value === null ? '' : String(value))

const day = (at: Json | undefined): string =>
  new Date(text(at)).toLocaleDateString('de', { day: 'numeric', month: 'short', year: 'numeric' })

const gigabytes = (bytes: Json | undefined) => `${(Number(bytes) / 1e9).toFixed(1).replace('.', ',')} GB`

/** What went wrong, in words that say what to do. */
export const errors: Record<ErrorCode, Sentence> = {
  'bad-request': (p) => `Diese Anfrage ist nicht zu verstehen (${text(p.call)}: ${text(p.detail)}).`,
  'not-allowed': () => 'Dieses Fenster darf das nicht. Nehmen Sie die App oder den Befehl magpie.',
  'source-unknown': (p) => `Es gibt keine Quelle „${text(p.id)}“. „magpie source list“ zeigt, welche es gibt.`,
  'connector-unknown': (p) => `Magpie kann „${text(p.id)}“ noch nicht verbinden. Es kann: ${text(p.known)}.`,
  'document-unknown': (p) => `Das Dokument ${text(p.id)} ist nicht aufgenommen. Vielleicht wurde es inzwischen gelöscht.`,
  'setting-unknown': (p) => `Es gibt keine Einstellung „${text(p.key)}“. Die Einstellungen sind: ${text(p.known)}.`,
  'setting-invalid': (p) => `„${text(p.value)}“ ist kein Wert für ${text(p.key)}. Erlaubt: ${text(p.allowed)}.`,
  'schedule-invalid': (p) =>
    `„${text(p.value)}“ ist keine Zeit für ${text(p.key)}. Erlaubt: ${text(p.words)} oder ein Ausdruck wie bei cron, etwa „0 2 * * *“ (jede Nacht um zwei).`,
  'folder-missing': (p) => `Es gibt keinen Ordner ${text(p.path)}. Prüfen Sie die Schreibweise, oder schließen Sie sein Laufwerk an.`,
  'folder-not-a-folder': (p) => `${text(p.path)} ist eine Datei. Wählen Sie den Ordner, in dem sie liegt.`,
  'folder-unreadable': (p) =>
    `Magpie darf ${text(p.path)} nicht lesen. Geben Sie Ihrem Benutzer das Recht dazu und versuchen Sie es noch einmal.`,
  'folder-contains-home': (p) =>
    `In ${text(p.path)} hebt Magpie sein eigenes Verzeichnis auf, das es nicht aufnimmt. Wählen Sie einen anderen Ordner.`,
  'source-exists': (p) => `Das ist schon verbunden, als „${text(p.name)}“ (${text(p.id)}).`,
  'scope-unknown': (p) => `Die Quelle hat keinen Teil „${text(p.id)}“. „magpie source scopes ID“ zeigt, welche es gibt.`,
  'source-busy': (p) => `„${text(p.name)}“ wird gerade abgeglichen. Warten Sie auf das Ende, oder brechen Sie ab.`,
  'source-sign-in': () => 'Die Quelle bittet um eine neue Anmeldung. Was dort gefunden wurde, bleibt auffindbar.',
  'nothing-shared': (p) =>
    `${text(p.name)} zeigt dieser Anmeldung noch nichts. Geben Sie dort frei, was Sie hier finden möchten (in Notion: im Menü ••• der Seite unter Verbindungen), und sehen Sie dann noch einmal nach.`,
  'notion-sign-in': () =>
    'Notion nimmt diese Anmeldung nicht an. Ein Token muss ganz kopiert sein und beginnt mit ntn_ (ältere mit secret_); das Client-Geheimnis einer App ist etwas anderes. Wurde es früher angenommen, so ist es widerrufen oder abgelaufen, oder Ihr Workspace erlaubt es nicht mehr: Melden Sie sich neu an.',
  'notion-forbidden': () =>
    'Notion kennt diese Verbindung, aber sie darf keine Inhalte lesen. Schalten Sie bei Notion unter ihren Fähigkeiten „Inhalte lesen“ ein; wo Sie das nicht können, entscheidet, wem der Workspace gehört.',
  'source-rate-limited': () => 'Die Quelle bat um ein langsameres Tempo. Der Abgleich geht von selbst weiter, wo er stehen blieb.',
  'source-incomplete': (p) =>
    `In ${text(p.places)} ${p.places === 1 ? 'Teil davon' : 'Teile davon'} war nicht hineinzusehen, etwa ${text(p.place)} (${text(p.problem)}). Was dort früher gefunden wurde, bleibt.`,
  'removals-held': (p) => `${text(p.count)} von ${text(p.of)} Dokumenten würden verschwinden. Nichts wird entfernt, bevor Sie es sagen.`,
  'removals-held-scope': (p) =>
    `„${text(p.name)}“ ist nicht mehr da, und ${documents(p.count)} daraus würden verschwinden. Nichts wird entfernt, bevor Sie es sagen.`,
  'source-offline': (p) =>
    `Die Quelle ist gerade nicht zu erreichen (${text(p.detail)}). Verbinden Sie sie und versuchen Sie es noch einmal.`,
  'source-forbidden': (p) => `Sie dürfen sie nicht öffnen (${text(p.detail)}).`,
  'source-failing': (p) =>
    `Der Abgleich wurde angehalten: Von den letzten ${text(p.of)} Dokumenten misslangen ${text(p.failed)} (${text(p.problem)}). Alles bisher Gefundene bleibt; Magpie macht später von selbst dort weiter.`,
  'source-failed': (p) => `Die Quelle antwortete auf eine Weise, die Magpie nicht versteht (${text(p.detail)}).`,
  'web-page-instead': (p) =>
    `An der Stelle von ${text(p.host)} antwortet etwas anderes, wie die Anmeldeseite eines Netzes im Hotel oder Zug. Öffnen Sie eine Webseite im Browser, melden Sie sich dort an und versuchen Sie es noch einmal.`,
  'certificate-untrusted': (p) =>
    `Der Verbindung zu ${text(p.host)} ist nicht zu trauen. Vielleicht fehlt auf diesem Rechner das Zertifikat Ihrer Firma: Richten Sie es im System ein, oder nennen Sie seine Datei unter Einstellungen, Netz.`,
  'certificate-expired': (p) =>
    `Das Zertifikat von ${text(p.host)} gilt heute nicht. Prüfen Sie das Datum dieses Rechners; stimmt es, muss der Dienst sein Zertifikat erneuern.`,
  'proxy-sign-in': (p) =>
    `Der Proxy Ihres Netzes verlangt Namen und Passwort, bevor er Magpie zu ${text(p.host)} lässt. Tragen Sie sie in die Umgebungsvariable HTTPS_PROXY ein.`,
  'clock-wrong': (p) =>
    `Die Uhr dieses Rechners geht ${Math.abs(Number(p.minutes))} Minuten ${Number(p.minutes) < 0 ? 'nach' : 'vor'}, und Dienste lassen ihn nicht hinein. Stellen Sie die Uhr und versuchen Sie es noch einmal.`,
  'vault-locked': (p) =>
    p.by === 'passphrase'
      ? 'Ihre Anmeldungen liegen hinter Ihrer Passphrase. Öffnen Sie sie unter Einstellungen oder mit: magpie vault unlock'
      : 'Der Schlüsselbund Ihres Rechners ist verschlossen und mit ihm Ihre Anmeldungen. Öffnen Sie ihn (die Anmeldung am Rechner tut das) und versuchen Sie es noch einmal.',
  'vault-absent': () =>
    'Dieser Rechner hat keinen Schlüsselbund, der Ihre Anmeldungen schützen könnte. Setzen Sie eine Passphrase, unter Einstellungen oder mit: magpie vault protect',
  'vault-refused': () =>
    'Der Schlüsselbund Ihres Rechners lässt Magpie nicht hinein. Erlauben Sie es in seinen Einstellungen und versuchen Sie es noch einmal, oder setzen Sie eine Passphrase mit: magpie vault protect',
  'vault-lost': () =>
    'Der Schlüssel zu Ihren Anmeldungen ist nicht mehr im Schlüsselbund. Sie sind nicht mehr zu öffnen: Beginnen Sie neu unter Einstellungen oder mit „magpie vault reset“ und melden Sie sich wieder an. Ihr Verzeichnis bleibt.',
  'passphrase-wrong': () =>
    'Das ist nicht die Passphrase. Achten Sie auf Großschreibung und Tastaturbelegung, und versuchen Sie es noch einmal.',
  'passphrase-none': () => 'Für Ihre Anmeldungen ist keine Passphrase gesetzt. Setzen Sie eine mit: magpie vault protect',
  'passphrase-short': (p) => `Eine Passphrase braucht wenigstens ${text(p.shortest)} Zeichen. Einige Wörter sind besser als eines.`,
  'passphrase-typo': () => 'Die beiden Passphrasen sind verschieden. Nichts wurde geändert; versuchen Sie es noch einmal.',
  'secret-missing': (p) => `Die Umgebungsvariable ${text(p.name)} ist leer. Legen Sie das Geheimnis hinein, nur für diesen Befehl.`,
  'secret-unasked': (p) =>
    `${text(p.what)} wird gebraucht, und es ist kein Terminal zum Fragen da. Nennen Sie eine Umgebungsvariable mit --token-env, --password-env, --secret-env oder --passphrase-env.`,
  'client-missing': (p) =>
    `Dieses Magpie hat bei ${text(p.name)} keine eigene App. Legen Sie dort eine an, wie es die Anleitung der Quelle sagt, und nennen Sie ihre Client-ID.`,
  'attempt-unknown': () => 'Diese Anmeldung ist vorüber. Beginnen Sie neu.',
  'sign-in-denied': () => 'Sie haben im Browser Nein gesagt, und nichts wurde freigegeben. Beginnen Sie neu, wenn Sie möchten.',
  'sign-in-refused': () =>
    'Der Dienst nimmt die Anmeldung nicht mehr an: Sie wurde zurückgenommen oder zu lange nicht benutzt. Melden Sie sich neu an. Was dort gefunden wurde, bleibt auffindbar.',
  'sign-in-expired': () => 'Niemand hat sich rechtzeitig angemeldet. Beginnen Sie neu.',
  'sign-in-client': () => 'Der Dienst kennt diese App nicht. Prüfen Sie Client-ID und Geheimnis und beginnen Sie neu.',
  'sign-in-broken': (p) =>
    `Der Dienst antwortete so, dass Magpie ihm nicht trauen kann (${text(p.detail)}). Beginnen Sie neu; geschieht es wieder, hat sich der Dienst geändert.`,
  'port-taken': (p) =>
    `Ein anderes Programm benutzt den Port, an den die Anmeldung zurückkommt (${text(p.ports)}). Beenden Sie es und versuchen Sie es noch einmal.`,
  'credential-kind': (p) => `${text(p.name)} meldet sich nicht auf diese Weise an. Es nimmt: ${text(p.allowed)}.`,
  'account-differs': (p) => `Das meldet ${text(p.is)} an, aber diese Quelle gehört ${text(p.was)}. Fügen Sie es als eigene Quelle hinzu.`,
  'nothing-held': (p) => `Bei „${text(p.id)}“ warten keine Löschungen auf eine Antwort.`,
  'rule-unknown': (p) => `Für „${text(p.target)}“ gibt es keine Regel. „magpie never“ zeigt die Regeln.`,
  'hook-refused': () => 'Dieser Aufruf wird nicht angenommen. Prüfen Sie Adresse, Geheimnis und wie die Unterschrift entsteht.',
  'hook-late': (p) =>
    `Die Unterschrift stimmt, aber ihr Zeitstempel liegt mehr als ${text(p.minutes)} Minuten daneben. Stellen Sie die Uhr des Anrufers und unterschreiben Sie jeden Aufruf neu.`,
  'hook-replayed': () => 'Genau dieser Aufruf wurde schon angenommen. Unterschreiben Sie jeden Aufruf neu, mit der Zeit von dann.',
  'hook-flooded': (p) => `Zu viele Aufrufe. Versuchen Sie es in ${text(p.seconds)} s wieder.`,
  'hook-unclear': () =>
    'Die Unterschrift stimmt, der Inhalt nicht. Er muss JSON sein wie {"id": "notes/plan.md"}, mit der ID, die das Dokument in seiner Quelle hat.',
  'hook-too-large': (p) => `Der Inhalt ist größer als ${text(p.bytes)} Bytes. Er braucht nur ein Dokument zu nennen.`,
  'hook-waits': (p) =>
    p.why === 'sign-in'
      ? 'Die Quelle bittet erst um eine Anmeldung. Versuchen Sie es danach wieder.'
      : 'Die Quelle ist angehalten. Versuchen Sie es wieder, wenn sie weitermacht.',
  'home-in-use': (p) =>
    `Ein anderes Magpie benutzt ${text(p.home)} und antwortet nicht. Beenden Sie es, oder wählen Sie einen anderen Ordner mit --home.`,
  'home-unsafe': (p) =>
    `${text(p.home)} ist kein sicherer Ort für das Verzeichnis (${text(p.reason)}). Wählen Sie mit --home einen Ordner auf einem Laufwerk dieses Rechners.`,
  'home-too-new': (p) => `${text(p.home)} wurde von einem neueren Magpie geschrieben. Bringen Sie dieses auf den neuen Stand.`,
  'home-damaged': (p) =>
    `Das Verzeichnis in ${text(p.home)} ist beschädigt. Ihre Dokumente sind sicher: Legen Sie die Datei magpie.db beiseite und gleichen Sie neu ab, dann entsteht es neu.`,
  'engine-restarted': () => 'Magpie wurde neu gestartet. Versuchen Sie es noch einmal.',
  'engine-gone': () => 'Magpie ist beendet. Starten Sie es neu.',
  'model-missing': (p) =>
    `Das Modell ${text(p.name)} ist nicht vollständig. Installieren Sie Magpie neu. Die Suche nach Wörtern geht weiter.`,
  'model-unknown': (p) => `Es gibt kein Modell „${text(p.name)}“. Die Modelle sind: ${text(p.known)}.`,
  'disk-full': () => 'Das Laufwerk ist voll. Schaffen Sie Platz; der Abgleich geht weiter, wo er stehen blieb.',
  'backup-exists': (p) => `Eine Datei ${text(p.path)} gibt es schon. Wählen Sie einen anderen Namen.`,
  'backup-impossible': (p) =>
    `Die Sicherung ließ sich nicht nach ${text(p.path)} schreiben (${text(p.detail)}). Wählen Sie einen anderen Ort.`,
  'backup-unreadable': (p) => `${text(p.path)} ist keine Sicherung von Magpie, oder sie ist beschädigt. Nichts wurde geändert.`,
  'backup-too-new': (p) =>
    `${text(p.path)} wurde von einem neueren Magpie geschrieben. Bringen Sie dieses auf den neuen Stand; nichts wurde geändert.`,
  'file-unreadable': (p) => `Die Datei ${text(p.path)} ist nicht zu lesen.`,
  'copy-refused': () => 'Ihr Browser hat das Kopieren nicht erlaubt. Klicken Sie in das Fenster und versuchen Sie es noch einmal.',
  'window-not-built': () => 'Das Fenster ist noch nicht gebaut. Rufen Sie auf: npm run build:renderer',
  internal: () => 'Etwas Unerwartetes ist geschehen. Nichts ist verloren; das Protokoll (logs/engine.log im Datenordner) sagt mehr.',
}

/** What `doctor` looks at in the index. */
const parts: Readonly<Record<string, string>> = {
  integrity: 'die Datenbankdatei',
  references: 'was worauf verweist',
  chunks: 'jedes auffindbare Dokument hat seine Stellen',
  words: 'jede Stelle hat ihre Wörter',
  memberships: 'jedes Dokument gehört zu einem Teil einer Quelle',
}

/** Sentences that are not errors of a call: states, skips, failures, and what `doctor` says. */
export const sentences: Readonly<Record<string, Sentence>> = {
  'removal-deleted': () => 'Es wurde an der Quelle gelöscht.',
  'removal-unshared': () => 'Es ist nicht mehr für Sie freigegeben.',
  'removal-deleted-or-unshared': () => 'Es wurde gelöscht oder ist nicht mehr für Sie freigegeben; die Quelle sagt nicht, was von beidem.',
  'removal-excluded': () => 'Die Einstellungen seiner Quelle lassen es aus.',
  'removal-scope-left': () => 'Der Teil der Quelle, in dem es liegt, ist nicht mehr gewählt.',
  'removal-never': () => 'Sie sagten, dass es nie aufgenommen werden darf.',
  'removal-too-large': () => 'Es wurde größer als die Grenze seiner Quelle.',
  'removal-online-only': () => 'Es liegt nur noch in der Cloud.',
  'removal-special-file': () => 'Es ist keine gewöhnliche Datei mehr.',
  'removal-unsupported': () => 'Es bekam ein Format, das Magpie noch nicht lesen kann.',
  'removal-empty': () => 'Es steht kein Text mehr darin.',
  'removal-symlink-loop': () => 'Es wurde ein Verweis, der in seinen eigenen Ordner zurückführt.',
  'removal-outside-root': () => 'Es wurde ein Verweis, der aus dem Ordner hinausführt.',
  'skip-too-large': () => 'größer als die Grenze dieser Quelle',
  'skip-online-only': () => 'nur in der Cloud; Magpie lädt es nie von selbst herunter',
  'skip-special-file': () => 'keine gewöhnliche Datei',
  'skip-unsupported': () => 'ein Format, das Magpie noch nicht lesen kann',
  'skip-empty': () => 'leer',
  'skip-scanned': () => 'gescannt: Bilder von Seiten, ohne Text darin (die Texterkennung liest sie, wenn sie eingeschaltet ist)',
  'skip-never': () => 'Sie sagten, dass es nie aufgenommen werden darf',
  'skip-excluded': () => 'durch die Einstellungen dieser Quelle ausgelassen',
  'skip-symlink-loop': () => 'ein Verweis, der in seinen eigenen Ordner zurückführt',
  'skip-twin': () => 'dasselbe wie eine andere Datei daneben',
  'skip-no-words': () => 'ein Bild oder eine Aufnahme ohne Wörter',
  'skip-too-many': () => 'mehr, als Magpie aus einem Dokument nimmt',
  'skip-outside-root': () => 'ein Verweis, der aus dem Ordner hinausführt',
  failure: (p) => {
    const problem = p.problem === 'offline' ? 'Die Quelle gibt es nicht heraus.' : sentences[`problem-${text(p.problem)}`]?.({})
    const next: Readonly<Record<string, string>> = {
      'by-itself': 'Magpie versucht es von selbst wieder.',
      'when-changed': 'Magpie versucht es wieder, wenn es sich ändert oder Sie es sagen.',
      ignored: 'Sie sagten, es soll übergangen werden.',
    }
    return `${problem ?? text(p.problem)} ${next[text(p.next)] ?? ''}`.trim()
  },
  'problem-sign-in': () => 'Die Quelle bittet um eine neue Anmeldung.',
  'problem-forbidden': () => 'Sie dürfen es nicht lesen.',
  'problem-not-found': () => 'Die Quelle führt es auf und findet es dann nicht.',
  'problem-rate-limited': () => 'Die Quelle bat um ein langsameres Tempo.',
  'problem-offline': () => 'Die Quelle ist nicht zu erreichen. Was dort gefunden wurde, bleibt auffindbar; nichts wird entfernt.',
  'problem-cursor-expired': () => 'Die Quelle hat vergessen, was sie zuletzt sagte; alles wird noch einmal durchgesehen.',
  'problem-unreadable': () => 'Es ist nicht zu lesen.',
  'problem-changed-while-read': () => 'Es änderte sich immer wieder, während es gelesen wurde.',
  'problem-bad-name': () => 'Sein Name ist kein gültiger Text. Benennen Sie es um.',
  'problem-encrypted': () => 'Es ist durch ein Passwort geschützt.',
  'problem-corrupt': () => 'Es ist beschädigt oder nicht, was sein Name sagt.',
  'problem-too-complex': () => 'Es ist so gebaut, dass es zu viel Speicher brauchte, um es zu öffnen.',
  'problem-timeout': () => 'Das Lesen dauerte zu lange und wurde abgebrochen.',
  'problem-out-of-memory': () => 'Das Lesen brauchte zu viel Speicher und wurde abgebrochen.',
  'problem-crashed': () => 'Beim Lesen stürzte der Leser ab.',
  'hooks-port-taken': (p) =>
    `Port ${text(p.port)} wird von einem anderen Programm benutzt, Webhooks kommen nicht an. Beenden Sie es, oder wählen Sie einen anderen Port mit: magpie settings hooksPort=27425`,
  'hooks-port-refused': (p) =>
    `Port ${text(p.port)} darf nicht benutzt werden, Webhooks kommen nicht an. Wählen Sie einen anderen mit: magpie settings hooksPort=27424`,
  'all-paused': () => 'Alles ist angehalten. Was Sie selbst verlangen, geschieht trotzdem.',
  'yield-disk': (p) => `Das Laufwerk ist fast voll (${gigabytes(p.free)} frei). Schaffen Sie Platz; Magpie macht dann von selbst weiter.`,
  'yield-battery': () => 'Im Akkubetrieb: Änderungen werden sachte verfolgt; langes Durchsehen und Lernen wartet auf das Netzteil.',
  'yield-battery-wait': () => 'Im Akkubetrieb: Magpie wartet auf das Netzteil.',
  'yield-battery-low': (p) => `Der Akku ist fast leer (${Math.round(Number(p.level) * 100)} %): Magpie wartet auf das Netzteil.`,
  'yield-heat': () => 'Der Rechner ist heiß: Magpie arbeitet sachte, bis er abgekühlt ist.',
  'yield-metered': () => 'Das Netz kostet nach Menge: Quellen außerhalb dieses Rechners warten.',
  'doctor-integrity': (p) =>
    p.ok === true
      ? `In Ordnung: ${parts[text(p.part)] ?? text(p.part)}.`
      : `Beschädigt: ${parts[text(p.part)] ?? text(p.part)} (${text(p.detail)}). Gleichen Sie mit --full neu ab.`,
  'alert-needs-sign-in': (p) => `„${text(p.name)}“ bittet um eine neue Anmeldung. Was dort gefunden wurde, bleibt auffindbar.`,
  'alert-held': (p) =>
    p.count === undefined
      ? `„${text(p.name)}“ hat auf einmal viele Dokumente verloren. Nichts wird entfernt, bevor Sie es sagen.`
      : `${text(p.count)} von ${text(p.of)} Dokumenten aus „${text(p.name)}“ würden verschwinden. Nichts wird entfernt, bevor Sie es sagen.`,
  'alert-offline': (p) =>
    `„${text(p.name)}“ war seit mehr als einem Tag nicht zu erreichen. Verbinden Sie es; was dort gefunden wurde, bleibt auffindbar.`,
  'alert-failed': (p) => `„${text(p.name)}“ ließ sich seit mehr als einem Tag nicht abgleichen. Sehen Sie unter Quellen nach.`,
  'alert-disk-low': (p) =>
    `Auf dem Laufwerk des Verzeichnisses sind nur noch ${gigabytes(p.free)} frei. Schaffen Sie Platz, sonst können neue Dokumente nicht aufgenommen werden.`,
  'passages-set-aside': (p) =>
    `${text(p.count)} ${p.count === 1 ? 'Stelle ließ' : 'Stellen ließen'} sich nicht lernen und ${p.count === 1 ? 'ist' : 'sind'} nur an Wörtern zu finden. Machen Sie weiter, um es noch einmal zu versuchen.`,
  'doctor-model-ok': (p) => `Das Modell ${text(p.name)} ist vollständig.`,
  'doctor-model-missing': (p) => `Dem Modell ${text(p.name)} fehlt ${text(p.files)}.`,
  'doctor-home': (p) => `Datenordner ${text(p.home)}, Rechte ${text(p.mode)}.`,
  'doctor-disk': (p) => `${gigabytes(p.free)} frei.`,
  'doctor-encryption': () => 'Magpie verschlüsselt das Verzeichnis nicht; es ist so sicher wie das Laufwerk, auf dem es liegt.',
  'vault-empty': () => 'Noch ist keine Anmeldung gespeichert.',
  'vault-unlocked': (p) =>
    p.by === 'passphrase'
      ? 'Ihre Anmeldungen sind mit Ihrer Passphrase versiegelt und offen.'
      : 'Ihre Anmeldungen sind mit einem Schlüssel im Schlüsselbund Ihres Rechners versiegelt.',
  'signed-in': (p) => `angemeldet als ${text(p.account)} seit ${day(p.since)}`,
  'asks-again': (p) => `der Dienst verlangt spätestens am ${day(p.at)} eine neue Anmeldung`,
  'budget-used': (p) => `${text(p.used)} der ${text(p.perMinute)} Anfragen, die der Dienst in einer Minute erlaubt`,
  'budget-ends': (p) => {
    const day = Number(p.days) > 0 ? ({ weekday: 'short', day: 'numeric', month: 'short' } as const) : {}
    return `fertig etwa ${new Date(text(p.at)).toLocaleString('de', { ...day, hour: '2-digit', minute: '2-digit' })}`
  },
  'doctor-proxy': (p) =>
    p.proxy === 'system'
      ? 'Erreicht Dienste so, wie das System eingerichtet ist.'
      : p.proxy === 'none'
        ? 'Erreicht Dienste ohne Proxy.'
        : `Erreicht Dienste über ${text(p.proxy)}.`,
  'doctor-certificates': (p) =>
    p.missing === true
      ? `Die Zertifikatsdatei ${text(p.path)} ist nicht da. Legen Sie sie zurück, oder ändern Sie die Einstellung „certificates“.`
      : `Traut auch den Zertifikaten in ${text(p.path)}.`,
  'doctor-node': (p) => `Node ${text(p.node)}.`,
}
