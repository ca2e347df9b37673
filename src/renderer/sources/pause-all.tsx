import { Pause, Play, Timer } from 'lucide-react'
import { say } from '../../shared/messages/say.ts'
import { useAct, useCall } from '../app/engine.tsx'
import { strings } from '../app/strings.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'

/** Lets everything that happens by itself rest, or go on. */
export function PauseAll() {
  const words = strings.sources
  const governor = useCall('status', {}).data?.governor
  const pause = useAct('sync.pause')
  const resume = useAct('sync.resume')
  if (governor?.paused === true)
    return (
      <Button onClick={() => resume.mutate({})}>
        <Play aria-hidden strokeWidth={1.75} />
        {words.resumeAll}
      </Button>
    )
  return (
    <Menu
      trigger={
        <Button>
          <Pause aria-hidden strokeWidth={1.75} />
          {words.pauseAll}
        </Button>
      }
      items={[
        { label: words.pauseAllHour, icon: Timer, onSelect: () => pause.mutate({ minutes: 60 }) },
        { label: words.pauseAll, icon: Pause, onSelect: () => pause.mutate({}) },
      ]}
    />
  )
}

/** Why everything waits or goes gently, when it does. */
export function HeldBack() {
  const governor = useCall('status', {}).data?.governor
  return (
    <div role="status" className="mb-3 max-w-[1080px] empty:hidden">
      {governor !== undefined && governor.said !== null && (
        <Notice look="calm" icon={Pause}>
          {say(governor.said)}
        </Notice>
      )}
    </div>
  )
}
