import { expect, it } from 'vitest'
import { say } from './say.ts'
import { signInSaid } from './sign-in.ts'

const since = '2026-11-20T12:00:00.000Z'

it('says who is signed in since when, and until when where the service says so', () => {
  const words = (asksAgainAt: string | null) => signInSaid('ada@example.test', { since, asksAgainAt }).map(say)
  expect(words(null)).toEqual(['signed in as ada@example.test since 20 Nov 2026'])
  expect(words('2026-11-27T12:00:00.000Z')[1]).toBe('the service asks for a new sign-in by 27 Nov 2026')
})
