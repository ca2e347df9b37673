import { say } from '../shared/messages/say.ts'
import { MagpieError } from '../shared/problem.ts'
import { buildProgram } from './program.ts'

// `magpie` with a window that needs no building: the folder is named by the environment.
await buildProgram(undefined, process.env.MAGPIE_TEST_WINDOW)
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof MagpieError ? say(error) : String(error)}\n`)
    process.exitCode = 1
  })
