/** How far something has come; `share` is 0 to 1. */
export function Bar({ share, label }: { readonly share: number; readonly label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1 overflow-hidden rounded-full bg-line forced-colors:border"
    >
      <div className="h-full rounded-full bg-accent forced-colors:bg-[Highlight]" style={{ width: `${percent}%` }} />
    </div>
  )
}
