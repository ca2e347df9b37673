import { MagpieError } from '../../shared/problem.ts'
import { noteProblem } from './problem-note.tsx'

/** Puts a text on the clipboard, and then says so in its own way; what keeps it from that is noted over the screen. */
export async function copyText(text: string | Promise<string>, done: () => void): Promise<void> {
  try {
    const whole = await text
    await navigator.clipboard.writeText(whole).catch((error: unknown) => {
      throw new MagpieError('copy-refused', {}, error)
    })
    done()
  } catch (error) {
    noteProblem(error)
  }
}
