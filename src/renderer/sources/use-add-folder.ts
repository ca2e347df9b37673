import { useState } from 'react'
import { useAct } from '../app/engine.tsx'
import { sentenceOf } from '../app/sentence-of.ts'

/** A folder's path on its way to being a source. */
export function useAddFolder(onAdded: () => void) {
  const [path, setPath] = useState('')
  const add = useAct('sources.add')
  const demo = useAct('demo.add')
  const error = add.error ?? demo.error
  return {
    path,
    setPath: (next: string) => {
      setPath(next)
      add.reset()
    },
    ready: path.trim() !== '' && !add.isPending,
    busy: add.isPending || demo.isPending,
    error: error === null ? null : sentenceOf(error),
    submit: () => {
      if (path.trim() === '' || add.isPending) return
      add.mutate({ connector: 'folder', settings: { path: path.trim().replace(/(?<=.)[/\\]+$/, '') } }, { onSuccess: onAdded })
    },
    addDemo: () => demo.mutate({}, { onSuccess: onAdded }),
  }
}
