import { formats } from '../app/format.ts'
import { strings } from '../app/strings.ts'

/** A schedule as a person chooses it. `time` is `07:30`; `day` 0 to 6 from Sunday; `expression` is cron's. */
export interface ScheduleChoice {
  readonly kind: 'auto' | 'manual' | 'never' | 'hourly' | 'daily' | 'weekly' | 'custom'
  readonly time: string
  readonly day: number
  readonly expression: string
}

const usual = { time: '07:00', day: 1, expression: '' }

/** What a stored schedule means. What none of the choices says is `custom`. */
export function choiceOf(schedule: string): ScheduleChoice {
  if (schedule === 'auto' || schedule === 'manual' || schedule === 'never') return { ...usual, kind: schedule }
  if (schedule === '@hourly' || /^\d{1,2} \* \* \* \*$/.test(schedule)) return { ...usual, kind: 'hourly', expression: schedule }
  if (schedule === '@daily' || schedule === '@midnight') return { ...usual, kind: 'daily', time: '00:00', expression: schedule }
  if (schedule === '@weekly') return { ...usual, kind: 'weekly', time: '00:00', day: 0, expression: schedule }
  const [, minute, hour, day] = /^(\d{1,2}) (\d{1,2}) \* \* (\*|[0-7])$/.exec(schedule) ?? []
  if (minute === undefined || hour === undefined || day === undefined) return { ...usual, kind: 'custom', expression: schedule }
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (day === '*') return { ...usual, kind: 'daily', time, expression: schedule }
  return { kind: 'weekly', time, day: Number(day) % 7, expression: schedule }
}

/** A choice as it is stored. */
export function scheduleOf({ kind, time, day, expression }: ScheduleChoice): string {
  const [hour = 7, minute = 0] = time.split(':').map(Number)
  switch (kind) {
    case 'hourly':
      return /^\d{1,2} \* \* \* \*$/.test(expression) ? expression : '@hourly'
    case 'daily':
      return `${minute} ${hour} * * *`
    case 'weekly':
      return `${minute} ${hour} * * ${day}`
    case 'custom':
      return expression.trim()
    default:
      return kind
  }
}

/** The name of a day of the week, 0 being Sunday. */
export const dayName = (day: number): string => formats.weekday.format(new Date(Date.UTC(2023, 0, 1 + day)))

/** A schedule in words; null for `auto`, of which how the source is watched says more. */
export function scheduleWords(schedule: string): string | null {
  const words = strings.connecting.schedule.words
  const { kind, time, day, expression } = choiceOf(schedule)
  switch (kind) {
    case 'hourly':
      return words.hourly
    case 'daily':
      return words.daily(time)
    case 'weekly':
      return words.weekly(dayName(day), time)
    case 'custom':
      return words.custom(expression)
    default:
      return kind === 'manual' ? words.manual : null
  }
}
