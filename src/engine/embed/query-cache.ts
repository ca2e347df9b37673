/** Keeps the vectors of the latest queries, least recently used out first: the same words are often searched again while typing. */
export function createQueryCache(size = 512) {
  const kept = new Map<string, Promise<Float32Array>>()
  return {
    /** The vector kept under this key, else what `make` makes of it; failures are not kept. */
    get(key: string, make: () => Promise<Float32Array>): Promise<Float32Array> {
      const known = kept.get(key)
      const vector = known ?? make()
      kept.delete(key)
      kept.set(key, vector)
      if (known === undefined) vector.catch(() => kept.get(key) === vector && kept.delete(key))
      for (const oldest of kept.keys()) {
        if (kept.size <= size) break
        kept.delete(oldest)
      }
      return vector
    },
  }
}
