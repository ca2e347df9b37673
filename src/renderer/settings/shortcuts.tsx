import { KeysList } from '../app/keys-sheet.tsx'
import { strings } from '../app/strings.ts'
import { Section } from './section.tsx'

/** Every key, as the list of keys has them. */
export function Shortcuts() {
  return (
    <Section title={strings.settings.shortcuts} lead={strings.settings.shortcutsLead}>
      <KeysList />
    </Section>
  )
}
