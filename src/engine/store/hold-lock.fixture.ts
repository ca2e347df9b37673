import { acquireLock } from './lock.ts'

// Run as a process: tries to take the lock of the home it is given, says whether it did, and stays.
const lock = acquireLock(process.argv[2]!)
process.send!(lock !== null)
setInterval(() => lock, 60_000)
process.on('disconnect', () => process.exit())
