import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Host } from '../connector.ts'

/** Writes answers to files of their own in this folder, under names that nothing outside has a say in. */
export function keepIn(folder: string): Host['keep'] {
  return async (answer, mostBytes) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `kept-${randomUUID()}`)
    const file = await open(path, 'wx', 0o600)
    let bytes = 0
    let whole = false
    try {
      for await (const chunk of answer.body ?? []) {
        bytes += chunk.byteLength
        // Leaving the loop gives the connection back.
        if (bytes > mostBytes) return 'too-large'
        await file.write(chunk)
      }
      whole = true
      return { type: 'file', path, scratch: true }
    } finally {
      await file.close()
      if (!whole) await rm(path, { force: true })
    }
  }
}
