import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits, in letters that survive any shell and any form. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What a caller signs: the time as it is written in the header, a dot, and the body as it is sent. */
export const signatureOf = (secret: string, timestamp: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest()

/** Compares in a time that says nothing about where the two differ. Anything but `sha256=` and 64 hex digits is unequal. */
export function isSignedBy(expected: Buffer, header: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1]
  return timingSafeEqual(expected, given === undefined ? none : Buffer.from(given, 'hex')) && given !== undefined
}
const none = Buffer.alloc(32)
