/**
 * Small words that make up a good part of any prose in the languages written most, so that most documents need no
 * statistics. Words shared by several of these languages are left out unless they are very common in one.
 */
const lists: Readonly<Record<string, string>> = {
  en: 'the of and to is that it for was with as be this have from are not but by they his her which you or had been were their an we what there when who will would more if out so up can about into your all than its only',
  de: 'der die und das den von zu ist mit sich des auf für nicht dem ein eine als auch es werden aus er hat dass sie nach wird bei einer um einen noch wie einem über oder zum war haben nur aber kann zur wenn sind vom wir ich',
  fr: 'le les des et est dans du une pour qui sur pas au plus par avec ce sont il ne cette aux ou mais nous vous leur été être ses elle ont comme même fait aussi deux',
  es: 'el los las del y que una por con para como más pero sus al lo este está fue son también entre cuando muy sin sobre ser hay desde todo esta hasta',
  it: 'il di che è per del della con sono una non gli dei nel alla si più le anche dal come delle al da nella questo ha ma lo essere suo degli',
  pt: 'o os do da em não uma com para que mais dos ao das na no foi são como pelo pela também por mas ser à seu está isso você muito',
  nl: 'het een van is dat op te zijn voor met niet aan er om ook als bij maar dan uit nog naar door wordt hebben deze werd kan heeft worden wel zich',
}

const languages = Object.keys(lists)
const membership = new Map<string, number[]>()
for (const [index, language] of languages.entries()) {
  for (const word of lists[language]!.split(' ')) membership.set(word, [...(membership.get(word) ?? []), index])
}

const LONGEST = Math.max(...[...membership.keys()].map((word) => word.length))
const isLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0xe0 && code <= 0xff) || code === 0x27 || code === 0x153

const MOST_WORDS = 120
const FEWEST_HITS = 4

/** The language whose small words fill a clearly larger part of the sample than any other's; null when none stands out. */
export function languageByFunctionWords(sample: string): string | null {
  const hits = new Float64Array(languages.length)
  const text = sample.toLowerCase()
  let count = 0
  let start = 0
  for (let at = 0; at <= text.length && count < MOST_WORDS; at += 1) {
    if (at < text.length && isLetter(text.charCodeAt(at))) continue
    if (at > start) {
      count += 1
      const found = at - start > LONGEST ? undefined : membership.get(text.slice(start, at))
      if (found !== undefined) for (const index of found) hits[index]! += 1 / found.length
    }
    start = at + 1
  }
  let best = 0
  for (let i = 1; i < hits.length; i++) if (hits[i]! > hits[best]!) best = i
  const second = Math.max(...hits.filter((_, i) => i !== best))
  return hits[best]! >= Math.max(FEWEST_HITS, count * 0.15) && hits[best]! >= second * 2.5 ? languages[best]! : null
}
