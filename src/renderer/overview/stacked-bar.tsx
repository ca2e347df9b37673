export interface Part {
  readonly name: string
  readonly value: number
  readonly look: keyof typeof looks
}

const looks = { accent: 'bg-accent', middle: 'bg-ink-3', light: 'bg-line-strong', lightest: 'bg-line' } as const

/** Parts of a whole, side by side; the width of a part is its share. */
export function StackedBar({ parts }: { readonly parts: readonly Part[] }) {
  const shown = parts.filter(({ value }) => value > 0)
  return (
    <div className="flex h-2 gap-0.5 overflow-hidden rounded-full forced-colors:border">
      {shown.length === 0 && <i className="flex-1 bg-line" />}
      {shown.map(({ name, value, look }) => (
        <i key={name} data-swatch className={`min-w-[3px] rounded-[2px] ${looks[look]}`} style={{ flexGrow: value, flexBasis: 0 }} />
      ))}
    </div>
  )
}

/** What the colours of a bar mean. */
export function Legend({ parts }: { readonly parts: readonly (Omit<Part, 'value'> & { readonly text?: string })[] }) {
  return (
    <div className="num flex flex-wrap gap-x-[18px] gap-y-1 text-sm text-ink-2">
      {parts.map(({ name, look, text }) => (
        <span key={name}>
          <i aria-hidden data-swatch className={`mr-1.5 inline-block size-2 rounded-[2px] ${looks[look]}`} />
          {text !== undefined && <b className="font-semibold text-ink">{text} </b>}
          {name}
        </span>
      ))}
    </div>
  )
}
