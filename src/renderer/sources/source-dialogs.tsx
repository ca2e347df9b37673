import type { SourceStatus } from '../../shared/model.ts'
import { BrakeDialog } from './brake-dialog.tsx'
import type { Part } from './coverage-bar.tsx'
import { DocumentsDialog } from './documents-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { ScopesDialog } from './scopes/scopes-dialog.tsx'
import { SignInDialog } from './sign-in/sign-in-dialog.tsx'
import type { SourceDialog } from './source-menu.tsx'

/** Whatever of a source is open above the window. */
export function SourceDialogs({ shown, status, totals, onClose }: SourceDialogsProps) {
  const { source } = status
  switch (shown) {
    case 'sign-in':
      return <SignInDialog source={source} onClose={onClose} />
    case 'brake':
      return <BrakeDialog source={source} onClose={onClose} />
    case 'remove':
      return <RemoveDialog status={status} onClose={onClose} />
    case 'edit':
      return <EditDialog source={source} onClose={onClose} />
    case 'scopes':
      return <ScopesDialog source={source} onClose={onClose} />
    case 'schedule':
      return <ScheduleDialog source={source} onClose={onClose} />
    default:
      return <DocumentsDialog source={source} part={shown} total={totals[shown]} onClose={onClose} />
  }
}

interface SourceDialogsProps {
  readonly shown: Part | SourceDialog | 'brake' | 'sign-in'
  readonly status: SourceStatus
  readonly totals: Readonly<Record<Part, number>>
  readonly onClose: () => void
}
