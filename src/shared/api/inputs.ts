import { z } from 'zod'

export const none = z.object({}).strict()
export const id = z.string().min(1).max(200)
/** At most a year. */
export const pauseMinutes = z.number().int().min(1).max(527_040)
/** In memory and on the way to the vault, never anywhere else. */
export const credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bearer'), token: z.string().min(1).max(16_384) }).strict(),
  z.object({ kind: z.literal('password'), user: z.string().min(1).max(1_024), password: z.string().min(1).max(16_384) }).strict(),
  z.object({ kind: z.literal('access-key'), id: z.string().min(1).max(1_024), secret: z.string().min(1).max(16_384) }).strict(),
])
