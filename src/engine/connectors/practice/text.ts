const words =
  'heron weir apple orchard ladder roof copper lantern harbour tide meadow gate stone river willow bridge candle engine garden winter'.split(
    ' ',
  )

/** A made-up text of some sixty words, always the same for the same id, with the id's own number as a word in it. */
export function practiceText(id: string): string {
  const number = Number(/\d+/.exec(id)?.[0] ?? 0)
  let state = (number + 1) * 2_654_435_761
  const sentence = () => {
    const picked = Array.from({ length: 12 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return words[state % words.length]
    })
    return `The ${picked.join(' ')}.`
  }
  return [`# Page ${number}`, `Known as number${number}.`, ...Array.from({ length: 4 }, sentence)].join('\n\n')
}
