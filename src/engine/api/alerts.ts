import type { Handlers } from './handlers.ts'

export const alertHandlers: Handlers<'alerts.list' | 'alerts.dismiss' | 'log.read' | 'log.export'> = {
  'alerts.list': ({ alerts }) => alerts.list(),
  'alerts.dismiss': ({ alerts }, { id }) => ({ dismissed: alerts.dismiss(id) }),
  'log.read': ({ entries }, request) => entries.read(request),
  'log.export': ({ entries }) => ({ fileName: `magpie-log-${new Date().toISOString().slice(0, 10)}.jsonl`, text: entries.text() }),
}
