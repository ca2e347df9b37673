import { setFlagsFromString } from 'node:v8'

/**
 * How far the heap may grow over what was in use, in percent, before V8 looks through all of it again. By itself V8 does
 * so whenever a few MB of documents on their way to the index have come and gone: 24 times for 10,000 notes, 7 times at
 * this figure, which saves 5 to 9 % of all processor time and holds 85 MB more at the most.
 */
const percent = 200

/**
 * To be called before the engine begins. V8 reads the figure each time it is done, so it may come after the start; Electron
 * leaves flags open as Node does (`no-freeze-flags-after-init` in its `javascript_environment.cc`).
 */
export const letHeapGrow = (): void => setFlagsFromString(`--heap-growing-percent=${percent}`)
