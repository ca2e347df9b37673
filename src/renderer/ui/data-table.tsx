import type { ReactNode } from 'react'

/** Rows of figures with a caption that only a screen reader needs. The first column names the row; the others are numbers. */
export function DataTable({
  caption,
  head,
  rows,
}: {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly [string, ...ReactNode[]])[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus it cannot be scrolled by keyboard
    <section aria-label={caption} tabIndex={0} className="max-h-72 overflow-auto rounded-b border border-line">
      <table className="num w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-bg">
          <tr>
            {head.map((name, column) => (
              <th
                key={name}
                scope="col"
                className={`px-3 py-1.5 font-semibold whitespace-nowrap ${column === 0 ? 'text-start' : 'text-end'}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two sources may have one name
            <tr key={row} className="border-t border-line">
              <th scope="row" className="max-w-60 truncate px-3 py-1.5 text-start font-normal" title={name}>
                {name}
              </th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]} className="px-3 py-1.5 text-end whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
