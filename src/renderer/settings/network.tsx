import { useState } from 'react'
import type { Settings } from '../../shared/api.ts'
import { useAct } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Failed } from '../ui/failed.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ChoiceLine } from './choice-line.tsx'
import { linesClass, Section } from './section.tsx'

/** How services are reached. */
export function Network({ settings }: { readonly settings: Settings }) {
  const words = strings.settings
  const set = useAct('settings.set', 'shown-here')
  const isOwn = settings.proxy !== 'system' && settings.proxy !== 'none'
  const [wantsOwn, setWantsOwn] = useState(isOwn)
  const choose = (way: string) => {
    setWantsOwn(way === 'own')
    if (way !== 'own') set.mutate({ key: 'proxy', value: way })
  }
  return (
    <Section title={words.network} lead={words.networkLead}>
      <div className={linesClass}>
        <ChoiceLine
          label={words.proxy}
          value={wantsOwn ? 'own' : settings.proxy === 'none' ? 'none' : 'system'}
          values={['system', 'none', 'own']}
          words={(value) => words.proxyChoices[value]}
          onChange={choose}
        />
      </div>
      <div className="mt-4 grid gap-4">
        {wantsOwn && <Saved name="proxy" label={words.proxyAddress} help={words.proxyHelp} before={isOwn ? settings.proxy : ''} />}
        <Saved name="certificates" label={words.certificates} help={words.certificatesHelp} before={settings.certificates} />
      </div>
      <Failed error={set.error} />
    </Section>
  )
}

/** A preference that is typed, and counts once it is saved. */
function Saved(props: { readonly name: 'proxy' | 'certificates'; readonly label: string; readonly help: string; readonly before: string }) {
  const { name, label, help, before } = props
  const [typed, setTyped] = useState(before)
  const set = useAct('settings.set', 'shown-here')
  const value = typed.trim()
  const changed = value !== before && (name === 'certificates' || value !== '')
  const save = () => changed && set.mutate({ key: name, value })
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className="flex flex-wrap items-start gap-2">
        <TextField className="min-w-0 flex-1 basis-64" label={label} help={help} value={typed} onChange={setTyped} />
        <Button
          className="mt-[25px] h-[38px]"
          disabled={!changed || set.isPending}
          onClick={save}
          aria-label={`${strings.settings.save}: ${label}`}
        >
          {strings.settings.save}
        </Button>
      </div>
      <Failed error={set.error} />
    </form>
  )
}
