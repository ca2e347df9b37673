/** One promise of an acceptance list: measured when asked, as one line or several. */
export interface Vow {
  readonly what: string
  measure(): Promise<readonly Outcome[]>
}

export interface Outcome {
  readonly what: string
  readonly bar: string
  readonly value: string
  readonly state: 'pass' | 'fail' | 'not run'
}

export const atLeast = (what: string, value: number, bar: number, digits = 3): Outcome => ({
  what,
  bar: `≥ ${rounded(bar)}`,
  value: value.toFixed(digits),
  state: value >= bar ? 'pass' : 'fail',
})

export const atMost = (what: string, value: number, bar: number, digits = 3): Outcome => ({
  what,
  bar: `≤ ${rounded(bar)}`,
  value: value.toFixed(digits),
  state: value <= bar ? 'pass' : 'fail',
})

/** A bar that was itself measured has more digits than anybody reads. */
const rounded = (bar: number): number => Number(bar.toFixed(3))

export const equal = (what: string, value: string | number, bar: string | number): Outcome => ({
  what,
  bar: String(bar),
  value: String(value),
  state: value === bar ? 'pass' : 'fail',
})

export const notRun = (what: string, why: string): Outcome => ({ what, bar: '', value: why, state: 'not run' })

export function printLine({ what, bar, value, state }: Outcome): void {
  console.log(`  ${state.padEnd(7)}  ${what.padEnd(72)}  ${bar.padEnd(10)}  ${value}`)
}
