/**
 * How many letters must be added, left out, changed or swapped with their neighbour to make `a` into `b`; null when it is
 * more than `most`. In UTF-16 units (optimal string alignment).
 */
export function editDistance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1)
      next.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return null
    before = row
    row = next
  }
  const distance = row[b.length] as number
  return distance > most ? null : distance
}
