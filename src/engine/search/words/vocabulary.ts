import { ByteText } from './byte-text.ts'
import { createKnownWords, longestKept } from './known-words.ts'
import type { Units } from './scan.ts'
import { type Stem, stemmer } from './stem.ts'
import { type Forms, wordForms } from './word-forms.ts'

/** The words met so far in texts of one spelling, by number. A number is good until the next word is asked for. */
export class Vocabulary {
  readonly stem: Stem
  private readonly known
  private forms: Forms[] = []
  /** All forms as the index stores them, each behind a space. */
  private readonly written = new ByteText()
  /** For each word: where its forms begin in `written`, where the ones behind the text do, and where those end. */
  private bounds = new Int32Array(3 * 4096)
  /** The word learnt last is one that is not kept: the next takes its place. */
  private passing = false

  constructor(spelling: string) {
    this.stem = stemmer(spelling)
    this.known = createKnownWords(
      (raw) => this.learn(raw),
      () => {
        this.forms = []
        this.written.clear()
        this.passing = false
      },
    )
  }

  /** The number of the word [start, end) of a text, which is `units` as well. */
  numberOf(units: Units, text: string, start: number, end: number): number {
    return this.known.of(units, text, start, end)
  }

  formsOf(number: number): Forms {
    return this.forms[number] as Forms
  }

  /** Puts a word's forms behind a row of the index, the other names it has behind `others`. */
  write(number: number, row: ByteText, others: ByteText): void {
    const { bounds, written } = this
    const middle = bounds[3 * number + 1]!
    const end = bounds[3 * number + 2]!
    row.copy(written, bounds[3 * number]!, middle)
    if (middle < end) others.copy(written, middle, end)
  }

  private learn(raw: string): number {
    if (this.passing) {
      this.forms.pop()
      this.written.length = this.bounds[3 * this.forms.length]!
    }
    this.passing = raw.length > longestKept
    const forms = wordForms(raw, this.stem)
    const number = this.forms.push(forms) - 1
    if (3 * number + 3 > this.bounds.length) {
      const larger = new Int32Array(2 * this.bounds.length)
      larger.set(this.bounds)
      this.bounds = larger
    }
    const { bounds, written } = this
    bounds[3 * number] = written.length
    for (const form of forms.inline) written.add(` ${form}`)
    bounds[3 * number + 1] = written.length
    for (const form of forms.extra) written.add(` ${form}`)
    bounds[3 * number + 2] = written.length
    return number
  }
}
