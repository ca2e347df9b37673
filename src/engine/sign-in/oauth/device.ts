import { wait } from '../../../shared/after.ts'
import type { OAuthClient, OAuthProvider } from '../../../shared/oauth.ts'
import type { AttemptPorts } from './attempt.ts'
import { type Grant, SignInRefused } from './grant.ts'
import { createTokenEndpoint } from './token-endpoint.ts'

/** A sign-in on any other device: a person types the code there. */
export interface DeviceAttempt {
  readonly code: string
  readonly url: string
  /** The same page with the code filled in, where the provider has such a thing. */
  readonly completeUrl: string | null
  readonly grant: Promise<Grant>
}

const slowerMs = 5_000

/** RFC 8628. It ends with an answer, when the code is too old, or as the signal says. */
export async function beginDeviceAttempt(
  provider: OAuthProvider,
  client: OAuthClient,
  ports: AttemptPorts,
  signal: AbortSignal,
): Promise<DeviceAttempt> {
  const endpoint = createTokenEndpoint(provider, client, ports.send, ports.now)
  const started = await endpoint.startDevice()
  const until = ports.now() + started.expires_in * 1_000
  const poll = async (): Promise<Grant> => {
    for (let everyMs = (started.interval ?? 5) * 1_000; ; ) {
      await wait(ports.after, everyMs, signal)
      if (ports.now() >= until) throw new SignInRefused('expired', 'Nobody typed the code in time')
      const answer = await endpoint.pollDevice(started.device_code)
      if (typeof answer !== 'string') return answer
      if (answer === 'slower') everyMs += slowerMs
    }
  }
  const grant = poll()
  grant.catch(() => {})
  return { code: started.user_code, url: started.verification_uri, completeUrl: started.verification_uri_complete ?? null, grant }
}
