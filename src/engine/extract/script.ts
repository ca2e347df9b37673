/** Writing systems that language detection tells apart. */
export type Script = 'latin' | 'cyrillic' | 'greek' | 'arabic' | 'hebrew' | 'indic' | 'thai' | 'hangul' | 'kana' | 'han' | 'other'

/** How many letters of each script a text has. Digits, marks and emoji count nowhere. */
export type ScriptCounts = Readonly<Record<Script, number>>

const ranges: readonly (readonly [from: number, to: number, script: Script])[] = [
  [0x41, 0x5a, 'latin'],
  [0x61, 0x7a, 'latin'],
  [0xc0, 0x24f, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x530, 0x58f, 'other'],
  [0x590, 0x5ff, 'hebrew'],
  [0x600, 0x77f, 'arabic'],
  [0x900, 0xdff, 'indic'],
  [0xe00, 0xe7f, 'thai'],
  [0xe80, 0x10ff, 'other'],
  [0x1100, 0x11ff, 'hangul'],
  [0x1200, 0x1cff, 'other'],
  [0x1e00, 0x1eff, 'latin'],
  [0x1f00, 0x1fff, 'greek'],
  [0x3041, 0x30ff, 'kana'],
  [0x3400, 0x9fff, 'han'],
  [0xac00, 0xd7a3, 'hangul'],
  [0xf900, 0xfaff, 'han'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xff66, 0xff9f, 'kana'],
]

const names: readonly Script[] = ['latin', 'cyrillic', 'greek', 'arabic', 'hebrew', 'indic', 'thai', 'hangul', 'kana', 'han', 'other']
const table = new Uint8Array(0x10000)
for (const [from, to, script] of ranges) table.fill(names.indexOf(script) + 1, from, to + 1)

export function countScripts(text: string): ScriptCounts {
  const counts = new Uint32Array(names.length + 1)
  for (let i = 0; i < text.length; i++) counts[table[text.charCodeAt(i)]!]!++
  return Object.fromEntries(names.map((name, i) => [name, counts[i + 1]])) as Record<Script, number>
}
