import { CheckCircle2, CircleAlert, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { CallInput } from '../../../shared/api.ts'
import { say } from '../../../shared/messages/say.ts'
import type { ConnectorInfo } from '../../../shared/model.ts'
import type { SignInWay } from '../../../shared/sign-in.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useBrowserSignIn } from './use-browser-sign-in.ts'

/** What a source is signed in with: what was typed, or a sign-in by the browser that went well. */
export type SignedIn = Pick<CallInput<'sources.add'>, 'credential' | 'attempt'>

export const needsSignIn = ({ auth }: ConnectorInfo): boolean => auth.length > 0 && auth.every(({ kind }) => kind !== 'none')

type Browser = Extract<SignInWay, { kind: 'oauth2' }>

/** The ways a kind of source lets one sign in, one at a time. `begin` is what the engine needs to open the browser with. */
export function SignInFields({
  connector,
  begin,
  onChange,
  onSubmit,
}: {
  readonly connector: Pick<ConnectorInfo, 'name' | 'auth'>
  readonly begin: CallInput<'signIn.begin'>
  /** Null while there is nothing to sign in with. */
  readonly onChange: (signedIn: SignedIn | null) => void
  readonly onSubmit: () => void
}) {
  const words = strings.signIn
  const ways = connector.auth.filter(({ kind }) => kind !== 'none')
  const [kind, setKind] = useState(ways[0]?.kind ?? 'token')
  const way = ways.find((one) => one.kind === kind)
  const choose = (next: string) => {
    setKind(next as SignInWay['kind'])
    onChange(null)
  }
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-semibold">{words.title}</legend>
      {ways.length > 1 && (
        <Choices
          label={words.title}
          value={kind}
          onChange={choose}
          choices={ways.map((one) => ({ value: one.kind, label: words.ways[one.kind] }))}
        />
      )}
      {way?.kind === 'token' && <TokenField way={way} onChange={onChange} onSubmit={onSubmit} />}
      {way?.kind === 'oauth2' && <BrowserFields name={connector.name} way={way} begin={begin} onChange={onChange} />}
      {(way?.kind === 'password' || way?.kind === 'access-key') && <PairFields kind={way.kind} onChange={onChange} />}
    </fieldset>
  )
}

function TokenField({
  way,
  onChange,
  onSubmit,
}: {
  way: Extract<SignInWay, { kind: 'token' }>
  onChange: (signedIn: SignedIn | null) => void
  onSubmit: () => void
}) {
  const [token, setToken] = useState('')
  return (
    <div className="grid gap-1.5">
      <TextField
        label={way.label}
        type="password"
        value={token}
        required
        maxLength={16_384}
        onChange={(next) => {
          setToken(next)
          onChange(next.trim() === '' ? null : { credential: { kind: 'bearer', token: next.trim() } })
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onSubmit()
        }}
      />
      <p className="text-sm text-ink-2">
        {strings.signIn.whereToken}{' '}
        <a href={way.helpUrl} target="_blank" rel="noopener noreferrer" className="inline-flex items-center gap-1 text-accent underline">
          {new URL(way.helpUrl).host}
          <ExternalLink aria-hidden size={13} strokeWidth={1.75} />
        </a>
      </p>
    </div>
  )
}

function PairFields({ kind, onChange }: { kind: 'password' | 'access-key'; onChange: (signedIn: SignedIn | null) => void }) {
  const words = strings.signIn
  const [pair, setPair] = useState({ user: '', secret: '' })
  const set = (next: typeof pair) => {
    setPair(next)
    if (next.user.trim() === '' || next.secret === '') onChange(null)
    else if (kind === 'password') onChange({ credential: { kind, user: next.user.trim(), password: next.secret } })
    else onChange({ credential: { kind, id: next.user.trim(), secret: next.secret } })
  }
  return (
    <>
      <TextField label={kind === 'password' ? words.user : words.keyId} value={pair.user} onChange={(user) => set({ ...pair, user })} />
      <TextField
        label={kind === 'password' ? words.password : words.keySecret}
        type="password"
        value={pair.secret}
        onChange={(secret) => set({ ...pair, secret })}
      />
    </>
  )
}

function BrowserFields({
  name,
  way,
  begin,
  onChange,
}: {
  name: string
  way: Browser
  begin: CallInput<'signIn.begin'>
  onChange: (signedIn: SignedIn | null) => void
}) {
  const words = strings.signIn
  const [own, setOwn] = useState(!way.builtIn)
  const [app, setApp] = useState({ id: '', secret: '' })
  const browser = useBrowserSignIn((attempt) => onChange({ attempt }))
  const ready = !own || app.id.trim() !== ''
  const open = () => {
    onChange(null)
    const client = { id: app.id.trim(), ...(app.secret.trim() === '' ? {} : { secret: app.secret.trim() }) }
    browser.begin(own ? { ...begin, client } : begin)
  }
  return (
    <div className="grid gap-3">
      {way.builtIn && (
        <Choices
          label={words.app}
          value={own ? 'own' : 'ours'}
          onChange={(next) => setOwn(next === 'own')}
          choices={[
            { value: 'ours', label: words.ourApp },
            { value: 'own', label: words.ownApp },
          ]}
        />
      )}
      {own && (
        <>
          <ol className="list-decimal pl-5 text-sm text-ink-2">
            <li>{words.ownSteps.register(name)}</li>
            <li>
              {words.ownSteps.address}
              {way.comesBackTo.map((address) => (
                <span key={address} className="ml-1 inline-flex items-center gap-1">
                  <code className="rounded-s bg-bg px-1">{address}</code>
                  <CopyButton text={address} label={words.copyAddress} />
                </span>
              ))}
            </li>
            <li>{words.ownSteps.copy}</li>
          </ol>
          <TextField label={words.clientId} value={app.id} onChange={(id) => setApp({ ...app, id })} maxLength={1_024} />
          <TextField
            label={words.clientSecret}
            type="password"
            value={app.secret}
            onChange={(secret) => setApp({ ...app, secret })}
            maxLength={16_384}
          />
        </>
      )}
      <div role="status" className="grid gap-2">
        {browser.waiting !== null && (
          <>
            <p className="text-sm">
              {words.waiting}{' '}
              <a href={browser.waiting.url} target="_blank" rel="noopener noreferrer" className="text-accent underline">
                {words.openAgain}
              </a>
            </p>
            {browser.waiting.code !== null && <p className="num font-semibold">{words.code(browser.waiting.code)}</p>}
          </>
        )}
        {browser.done !== null && (
          <Notice look="calm" icon={CheckCircle2}>
            {words.done}
          </Notice>
        )}
        {browser.failed !== null && (
          <Notice look="bad" icon={CircleAlert}>
            {say(browser.failed)}
          </Notice>
        )}
      </div>
      <Failed error={browser.error} />
      <div className="flex gap-2">
        <Button look={browser.done === null ? 'primary' : 'plain'} disabled={!ready} onClick={open}>
          {browser.done === null && browser.failed === null && browser.waiting === null ? words.withBrowser(name) : words.again}
        </Button>
        {browser.waiting !== null && <Button onClick={browser.cancel}>{strings.cancel}</Button>}
      </div>
    </div>
  )
}
