import type { ComponentProps } from 'react'

const looks = {
  plain: 'border-line-strong bg-surface text-ink hover:bg-hover',
  primary: 'border-transparent bg-accent text-accent-ink hover:opacity-90 forced-colors:text-[ButtonText]',
  danger: 'border-transparent bg-bad text-surface hover:opacity-90 forced-colors:text-[ButtonText]',
  ghost: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
} as const

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks
  /** Square, for one icon; give it an `aria-label`. */
  readonly square?: boolean
}

/** One button for the whole window. Disabled ones stay focusable, so that a screen reader can say why. */
export function Button({ look = 'plain', square = false, className = '', disabled, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={disabled}
      onClick={disabled ? (event) => event.preventDefault() : onClick}
      className={`inline-flex h-8 items-center justify-center gap-2 rounded-m border text-sm font-[550] whitespace-nowrap transition-colors [&_svg]:size-4 ${
        square ? 'w-8' : 'px-3'
      } ${looks[look]} ${disabled ? 'opacity-50' : 'cursor-pointer'} ${className}`}
      {...rest}
    />
  )
}
