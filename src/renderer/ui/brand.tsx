/** The magpie. Takes its colours from the surface it stands on. */
export function Brand({ size = 22 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d="M3 15.5C3 9.6 7.4 5 13 5c2 0 3.7.7 5 1.9L22 8l-3.2 1.7C18.4 15 14 19 8.6 19H3z" className="fill-ink" />
      <path d="M3 19c5.5 0 9.4-2.2 11.4-7-3 1.2-6.5 1-8.6 2.4C4 15.6 3 17 3 19z" className="fill-accent" />
      <circle cx="16.2" cy="8.3" r="1" className="fill-surface" />
    </svg>
  )
}
