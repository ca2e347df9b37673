import type { Marked } from '../../shared/model.ts'

/** A text with what matched in it marked. */
export function MarkedText({ value: { text, marks } }: { readonly value: Marked }) {
  let at = 0
  const parts = marks.flatMap(([start, end]) => {
    const plain = text.slice(at, start)
    at = end
    return [plain, <mark key={start}>{text.slice(start, end)}</mark>]
  })
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}
