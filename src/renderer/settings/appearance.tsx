import type { Settings } from '../../shared/api.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Choices } from '../ui/choices.tsx'
import { Section } from './section.tsx'

const themes = ['system', 'light', 'dark'] as const
const languages = ['auto', 'en', 'de'] as const

/** How the window looks, and which language it speaks. */
export function Appearance({ settings }: { readonly settings: Settings }) {
  const words = strings.settings
  const set = useAct('settings.set')
  return (
    <>
      <Section title={words.theme}>
        <Choices
          label={words.theme}
          inline
          value={settings.theme}
          choices={themes.map((value) => ({ value, label: words.themes[value] }))}
          onChange={(value) => set.mutate({ key: 'theme', value })}
        />
      </Section>
      <Section title={words.language}>
        <Choices
          label={words.language}
          inline
          value={settings.language}
          choices={languages.map((value) => ({ value, label: words.languages[value] }))}
          onChange={(value) => set.mutate({ key: 'language', value })}
        />
      </Section>
    </>
  )
}
