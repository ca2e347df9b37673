import { backUp, eraseHome, stageBackup, takeBackup } from '../store/backup.ts'
import type { Handlers } from './handlers.ts'

export const backupHandlers: Handlers<'backup' | 'restore' | 'erase'> = {
  backup: async ({ store, log }, { path }) => {
    const report = await backUp(store, path, new Date())
    log.info({ ...report }, 'a backup was written')
    return report
  },
  restore: async ({ options, log, reopen }, { path }) => {
    const report = stageBackup(options.home, path)
    log.info({ ...report }, 'a backup takes the place of the index')
    await reopen(() => takeBackup(options.home))
    return report
  },
  erase: async ({ options, reopen }) => {
    await reopen(() => {
      eraseHome(options.home)
      return undefined
    })
    return {}
  },
}
