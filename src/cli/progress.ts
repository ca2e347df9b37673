import type { Client } from '../shared/api.ts'
import type { Session } from './session.ts'

/** Shows on stderr how far a sync has come while it is under way. An interrupt stops it; what was committed stays. */
export async function withProgress<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const stop = showProgress(session)
  const interrupt = () => void session.client.call('sync.stop', {})
  process.once('SIGINT', interrupt)
  try {
    return await work()
  } finally {
    stop()
    process.off('SIGINT', interrupt)
  }
}

function showProgress(session: Session): () => void {
  const stops = [onSync(session.client, session), onEmbedding(session.client, session)]
  return () => {
    for (const stop of stops) stop()
    if (process.stderr.isTTY === true && !session.quiet) process.stderr.write('\r\u001b[K')
  }
}

const onSync = (client: Client, session: Session) =>
  client.on('sync.progress', (p) =>
    show(session, `${p.source}: ${p.phase}, ${p.done} of ${p.listed}${p.failed > 0 ? `, ${p.failed} failed` : ''}`),
  )

const onEmbedding = (client: Client, session: Session) =>
  client.on('embedding.progress', (e) => {
    if (e.state === 'working')
      show(session, `meaning: ${e.done} of ${e.total}${e.etaSeconds === null ? '' : `, about ${Math.ceil(e.etaSeconds / 60)} min left`}`)
  })

/** A line that rewrites itself on a terminal, plain lines elsewhere. */
function show(session: Session, text: string): void {
  if (session.quiet) return
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${text}`)
  else session.progress(text)
}
