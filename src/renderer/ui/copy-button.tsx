import { Check, Copy, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { copyText } from '../app/copy-text.ts'
import { strings } from '../app/strings.ts'
import { Button } from './button.tsx'

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  label,
  icon: Icon = Copy,
  square = false,
}: {
  readonly text: string
  readonly label: string
  readonly icon?: LucideIcon
  readonly square?: boolean
}) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const shown = copied ? strings.copied : label
  const Sign = copied ? Check : Icon
  return (
    <Button
      square={square}
      title={square ? label : undefined}
      aria-label={square ? shown : undefined}
      onClick={() => void copyText(text, () => setCopied(true))}
    >
      <Sign aria-hidden />
      {!square && shown}
    </Button>
  )
}
