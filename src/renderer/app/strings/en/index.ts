import { activity } from './activity.ts'
import { alerts } from './alerts.ts'
import { connecting } from './connecting.ts'
import { firstRun, folders } from './first-run.ts'
import { frame } from './frame.ts'
import { keys } from './keys.ts'
import { overview } from './overview.ts'
import { palette } from './palette.ts'
import { preview } from './preview.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { signIn } from './sign-in.ts'
import { sources } from './sources.ts'
import { time } from './time.ts'

/** The window in English. Every other language is an object of this type. */
export const english = {
  ...frame,
  firstRun,
  folders,
  search,
  preview,
  keys,
  signIn,
  sources,
  connecting,
  alerts,
  activity,
  overview,
  settings,
  palette,
  time,
}
