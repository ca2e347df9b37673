import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What something sealed begins with, so that another way of sealing can come one day. */
const version = 1
const nonceBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM under a key of 32 bytes. What is sealed for one `subject` does not open for another, so that nobody who can
 * write to the database can give one source the credential of another.
 */
export function seal(key: Buffer, subject: string, secret: string | Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(subject))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), sealed])
}

/** Null when it was sealed under another key or for another subject, or was changed since. */
export function unseal(key: Buffer, subject: string, sealed: Buffer): Buffer | null {
  const at = 1 + nonceBytes
  if (sealed[0] !== version || sealed.length < at + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, at), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(subject)).setAuthTag(sealed.subarray(at, at + tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(at + tagBytes)), decipher.final()])
  } catch {
    return null
  }
}
