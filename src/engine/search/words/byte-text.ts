const beginning = 65_536

/** Text that grows at its end, kept as UTF-8: a string joined from a million words is a million objects until it is read. */
export class ByteText {
  private bytes = Buffer.alloc(beginning)
  /** In bytes. */
  length = 0

  /** Puts a text behind what is there. */
  add(text: string): void {
    const most = 3 * text.length
    if (this.length + most > this.bytes.length) this.grow(most)
    this.length += this.bytes.write(text, this.length)
  }

  /** Puts a part of another text, [start, end) in bytes, behind what is there. */
  copy(from: ByteText, start: number, end: number): void {
    if (this.length + end - start > this.bytes.length) this.grow(end - start)
    // Words are short: a loop is done before `Buffer.copy` begins.
    const source = from.bytes
    const target = this.bytes
    let to = this.length
    for (let at = start; at < end; at += 1) target[to++] = source[at]!
    this.length = to
  }

  clear(): void {
    this.length = 0
  }

  /** From this byte to the end. */
  read(start: number): string {
    return this.bytes.toString('utf8', start, this.length)
  }

  private grow(by: number): void {
    const larger = Buffer.alloc(Math.max(2 * this.bytes.length, this.length + by))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }
}
