import { languageByFunctionWords } from './function-words.ts'
import { countScripts, type ScriptCounts } from './script.ts'

const SAMPLE = 600
const FEWEST_LETTERS = 24
const FEWEST_WORDS = 6

/**
 * The language a text is written in, as a BCP 47 primary tag; null when it is too short or nothing is clear. Looks at
 * a sample: the script decides where it can, then small words, and only then statistics, whose tables are loaded late.
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const { sample, sentences } = sampleOf(text)
  const counts = countScripts(sample)
  const letters = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const certain = byScript(counts, letters)
  if (certain !== null) return certain
  if (letters < FEWEST_LETTERS) return null
  if (counts.latin > letters * 0.8) {
    const quick = languageByFunctionWords(sample)
    // Statistics name a language for any heap of letters, code and tables too.
    if (quick !== null || !sentences || distinctWords(sample) < FEWEST_WORDS) return quick
  }
  const { eld } = await import('eld/extrasmall')
  const result = eld.detect(sample)
  return result.language !== '' && result.isReliable() ? result.language : null
}

const distinctWords = (sample: string) => new Set(sample.toLowerCase().match(/\p{L}{3,}/gu)).size

/** Scripts that one language has to itself, or nearly so. A few words of it among another's letters do not count. */
function byScript(counts: ScriptCounts, letters: number): string | null {
  if (letters === 0) return null
  const share = (n: number) => n / letters
  const east = counts.han + counts.kana + counts.hangul
  // One character says about as much as half a word.
  if (share(east) >= 0.2) {
    if (counts.hangul > counts.han + counts.kana) return 'ko'
    return counts.kana >= east * 0.08 ? 'ja' : 'zh'
  }
  if (share(counts.thai) > 0.5) return 'th'
  if (share(counts.hebrew) > 0.5) return 'he'
  return share(counts.greek) > 0.5 ? 'el' : null
}

/** Words of the text rather than its code, addresses and markup: the first lines that read like sentences, else what there is. */
function sampleOf(text: string): { sample: string; sentences: boolean } {
  const head = text.slice(0, 6000)
  if (head.length <= 300) return { sample: withoutMarkup(head), sentences: true }
  let prose = ''
  let fenced = false
  for (let at = 0; at < head.length && prose.length < SAMPLE; ) {
    const newline = head.indexOf('\n', at)
    const end = newline < 0 ? head.length : newline
    const line = head.slice(at, end)
    at = end + 1
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced
    else if (!fenced && line.length > 30 && !/^\s{4,}|[{};]\s*$|^\s*[|<@$]/.test(line)) prose += ` ${withoutMarkup(line.slice(0, SAMPLE))}`
  }
  const sentences = prose.length >= 80
  return { sample: (sentences ? prose : withoutMarkup(head)).slice(0, SAMPLE), sentences }
}

const withoutMarkup = (text: string) =>
  !/[<`@]|:\/\//.test(text) ? text : text.replace(/<[^<>]{1,300}>|https?:\/\/\S+|`[^`\n]{1,300}`|[^\s@]{1,60}@\S+/g, ' ')
