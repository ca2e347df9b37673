import { strings } from '../app/strings.ts'
import { Section } from './section.tsx'

/** What leaves the computer, and how one can see that for oneself. */
export function Privacy() {
  const words = strings.settings
  return (
    <Section title={words.privacy}>
      <p className="font-semibold">{words.privacyNothing}</p>
      <p className="mt-1 text-ink-2">{words.privacyLead}</p>
      <p className="mt-3 font-medium">{words.privacyCheck}</p>
      <ul className="mt-1 list-disc pl-5 text-ink-2">
        {words.privacyWays.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      <p className="mt-3 text-ink-2">{words.privacyDisk}</p>
    </Section>
  )
}
