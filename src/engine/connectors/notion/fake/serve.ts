import { createInterface } from 'node:readline'
import { goodToken, startFakeNotion } from '../fake.ts'
import { fillWorkspace } from './sample.ts'

/**
 * `node src/engine/connectors/notion/fake/serve.ts PAGES`: a fake Notion to try things with, until its input ends. Prints where
 * it is and what opens it as a line of JSON; takes commands as lines of JSON, such as `["expireTokens"]` or `["admit", "ntn_x"]`.
 */
const notion = await startFakeNotion()
const { root } = fillWorkspace(notion.workspace, Number(process.argv[2] ?? 30))
const { clientId, clientSecret } = notion.signIn
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)
say({ url: notion.url, token: goodToken, clientId, clientSecret, root })
const commands: Readonly<Record<string, (argument: string) => unknown>> = {
  expireTokens: () => notion.signIn.expireTokens(),
  admit: (token) => notion.signIn.admit(token),
  unlimited: () => {
    notion.perMinute = Number.POSITIVE_INFINITY
  },
}
for await (const line of createInterface(process.stdin)) {
  const [name, argument = ''] = JSON.parse(line) as [string, string?]
  commands[name]?.(argument)
  say({ done: name })
}
await notion.close()
