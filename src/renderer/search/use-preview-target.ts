import { startTransition, useEffect, useState } from 'react'
import { typingRestMs } from '../app/use-rested.ts'
import type { PreviewTarget } from './preview/preview.tsx'
import type { Cursor } from './use-cursor.ts'
import type { Results } from './use-results.ts'

/** How long the cursor must rest before a document is fetched: holding an arrow down passes many. */
const cursorRestMs = 70

/**
 * The document for the preview: what the cursor rests on, or what the person went on to from there. It keeps the answer it
 * was found by, so that nothing of it is laid out anew until the next one rests.
 */
export function usePreviewTarget({ hit, passage, held }: Cursor, query: string, shown: Results['shown']) {
  const [rested, setRested] = useState<PreviewTarget | null>(null)
  const [trail, setTrail] = useState<readonly number[]>([])
  const documentId = passage?.documentId ?? hit?.documentId
  const at = passage?.at ?? hit?.at ?? 0
  // What a later answer to the same question finds best must not move the text under the reader's eyes.
  const place = passage === undefined ? query : at
  const restMs = held > 0 ? cursorRestMs : typingRestMs
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    const timer = setTimeout(() => {
      startTransition(() => {
        setRested(
          documentId === undefined || hit === undefined || shown === null
            ? null
            : { documentId, at, hit: documentId === hit.documentId ? hit : null, answer: shown.answer },
        )
        setTrail([])
      })
    }, restMs)
    return () => clearTimeout(timer)
  }, [documentId, place, shown?.query])
  const further = trail.at(-1)
  return {
    /** What the preview shows, or is about to: what a command means by "the document". */
    documentId: further ?? documentId,
    target: further === undefined || rested === null ? rested : { ...rested, documentId: further, at: 0, hit: null },
    show: (id: number) => setTrail([...trail, id]),
    back: trail.length === 0 ? null : () => setTrail(trail.slice(0, -1)),
  }
}
