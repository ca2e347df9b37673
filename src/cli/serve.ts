import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { say } from '../shared/messages/say.ts'
import { MagpieError } from '../shared/problem.ts'
import { openBrowser } from './open-browser.ts'
import { withSession } from './session.ts'

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('the window in a browser; prints its one-time address')
    .option('--port <n>', 'a fixed port instead of a free one', port)
    .option('--open', 'open it in the browser')
    .action((options: { port?: number; open?: boolean }, command: Command) =>
      withSession(
        command,
        async ({ handle, print, progress }) => {
          const { startWebHost } = await import('../web/index.ts')
          const { window: root = join(import.meta.dirname, '../../out/renderer') } = command.optsWithGlobals() as { window?: string }
          if (!existsSync(join(root, 'index.html'))) throw new MagpieError('window-not-built')
          const web = await startWebHost({
            handle,
            root,
            onHookProblem: (said) => said !== null && progress(say(said)),
            ...(options.port === undefined ? {} : { port: options.port }),
          })
          print({ url: web.url }, () => web.url)
          if (options.open === true) openBrowser(web.url)
          await Promise.race([
            handle.closed,
            new Promise<void>((done) => {
              process.once('SIGINT', () => done())
              process.once('SIGTERM', () => done())
            }),
          ])
          await web.close()
        },
        { background: true },
      ),
    )
}

function port(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 65_535) throw new InvalidArgumentError('must be between 1 and 65535.')
  return n
}
