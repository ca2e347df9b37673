import { CircleAlert } from 'lucide-react'
import { sentenceOf } from '../app/sentence-of.ts'
import { Notice } from './notice.tsx'

/** Says why something that was asked for did not happen; nothing while it went well. */
export function Failed({ error }: { readonly error: unknown }) {
  return (
    <div role="alert" className="empty:hidden">
      {error !== null && error !== undefined && (
        <Notice look="bad" icon={CircleAlert}>
          {sentenceOf(error)}
        </Notice>
      )}
    </div>
  )
}
