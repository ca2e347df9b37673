import type { OpenSource } from './ports.ts'

/** Sources open right now. Whoever needs one holds it; it is opened for the first and closed after the last. */
export interface OpenSources {
  hold(source: string): Promise<Held>
  with<T>(source: string, use: (open: OpenSource) => Promise<T>): Promise<T>
}

export interface Held {
  readonly open: OpenSource
  release(): Promise<void>
}

export function createOpenSources(open: (source: string) => Promise<OpenSource>): OpenSources {
  const opened = new Map<string, { readonly promise: Promise<OpenSource>; holders: number }>()

  const hold = async (source: string): Promise<Held> => {
    const entry = opened.get(source) ?? { promise: open(source), holders: 0 }
    opened.set(source, entry)
    entry.holders++
    const leave = () => {
      entry.holders--
      if (entry.holders > 0) return false
      if (opened.get(source) === entry) opened.delete(source)
      return true
    }
    try {
      const held = await entry.promise
      return { open: held, release: async () => void (leave() && (await held.connector.close())) }
    } catch (error) {
      leave()
      throw error
    }
  }
  return {
    hold,
    with: async (source, use) => {
      const held = await hold(source)
      try {
        return await use(held.open)
      } finally {
        await held.release()
      }
    },
  }
}
