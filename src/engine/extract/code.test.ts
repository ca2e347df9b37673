import { describe, expect, it } from 'vitest'
import { extractCode } from './code.ts'

/** The names a line with this mark stands under. */
function under(name: string, code: string, mark = 'HERE'): string {
  const { text, symbols } = extractCode(code, name, '')
  const at = text.indexOf(mark)
  return symbols!
    .filter(({ start, end }) => start <= at && at < end)
    .map((symbol) => symbol.name)
    .join('/')
}

describe('a line of code stands under its function and class', () => {
  it.each([
    ['a.ts', 'export class Parser<T> {\n  static async load(url: string): Promise<T> {\n    HERE\n  }\n}\n', 'Parser/load'],
    ['a.ts', 'export const readAll = async (path: string) => {\n  HERE\n}\n', 'readAll'],
    ['a.js', 'function* walk(tree) {\n  if (x) {\n    HERE\n  }\n}\n', 'walk'],
    ['a.py', 'class Otter(Animal):\n    @property\n    def swim(self, *, far=True):\n        return HERE\n', 'Otter/swim'],
    [
      'A.java',
      'public final class Otter extends Animal {\n    private static int count(List<String> all) throws IOException {\n        HERE\n    }\n}\n',
      'Otter/count',
    ],
    ['a.kt', 'data class Otter(val name: String)\n\nsuspend fun swim(far: Boolean) {\n  HERE\n}\n', 'swim'],
    ['a.c', '#include <x.h>\n\nstatic const char *\nname(void);\n\nint parse_line(const char *text)\n{\n\tHERE\n}\n', 'parse_line'],
    ['a.cpp', 'namespace zoo {\nvoid Otter::swim(int far) const\n{\n    HERE\n}\n}\n', 'Otter::swim'],
    [
      'a.cs',
      'namespace Zoo\n{\n    public class Otter\n    {\n        public async Task<int> SwimAsync(int far)\n        {\n            HERE\n        }\n    }\n}\n',
      'Zoo/Otter/SwimAsync',
    ],
    ['a.go', 'type Otter struct {\n\tname string\n}\n\nfunc (o *Otter) Swim(far bool) error {\n\tHERE\n}\n', 'Swim'],
    [
      'a.rs',
      'impl<T> Display for Otter<T> {\n    pub(crate) fn swim(&self) -> bool {\n        HERE\n    }\n}\n',
      'Display for Otter<T>/swim',
    ],
    ['a.rb', 'module Zoo\n  class Otter\n    def swim?(far)\n      HERE\n    end\n  end\nend\n', 'Zoo/Otter/swim?'],
    ['a.php', '<?php\nclass Otter {\n    public function swim($far) {\n        HERE\n    }\n}\n', 'Otter/swim'],
    ['a.swift', 'extension Otter: Animal {\n    func swim(far: Bool) {\n        HERE\n    }\n}\n', 'Otter:/swim'],
    ['a.sql', 'CREATE TABLE IF NOT EXISTS otters (\n  HERE text\n);\n', 'otters'],
    ['a.sh', 'set -e\nswim_far() {\n  HERE\n}\n', 'swim_far'],
    ['a.ex', 'defmodule Zoo.Otter do\n  def swim(far) do\n    HERE\n  end\nend\n', 'Zoo.Otter/swim'],
    ['a.hs', 'swimFar :: Int -> Bool\nswimFar n =\n  HERE\n', 'swimFar'],
    ['a.clj', '(defn swim-far\n  [n]\n  HERE)\n', 'swim-far'],
    ['a.yaml', 'services:\n  web:\n    image: HERE\n', 'services/web'],
    ['a.json', '{\n  "services": {\n    "web": [\n      "HERE"\n    ]\n  }\n}\n', 'services/web'],
    ['a.toml', '[package]\nname = "HERE"\n', 'package'],
    ['a.tf', 'resource "aws_s3_bucket" "otters" {\n  bucket = HERE\n}\n', 'resource "aws_s3_bucket" "otters"'],
    ['Makefile', 'all: build\n\tHERE\n', 'all'],
    ['a.lua', 'local function swim(far)\n  HERE\nend\n', 'swim'],
    ['a.patch', 'diff --git a/src/otter.ts b/src/otter.ts\n@@ -1 +1 @@\n+HERE\n', 'src/otter.ts'],
  ])('%s %#', (name, code, path) => {
    expect(under(name, code)).toBe(path)
  })

  it('and under nothing once they have ended', () => {
    expect(under('a.ts', 'function swim() {\n  return 1\n}\nconsole.log(HERE)\n')).toBe('')
    expect(under('a.py', 'def swim():\n    pass\n\nHERE = 1\n')).toBe('')
  })

  it('and a call or a condition is no function', () => {
    expect(extractCode('  if (a) {\n  while (b(c)) {\n  return f(x\n  foo(1);\n', 'a.ts', '').symbols).toEqual([])
  })
})

it('sets JSON of one long line into lines', () => {
  const { text } = extractCode(JSON.stringify({ all: Array.from({ length: 900 }, (_, i) => i) }), 'a.json', '')
  expect(text.split('\n').length).toBeGreaterThan(900)
})

it('does not lose its way in lines made to be slow', () => {
  const lines = [`${'a '.repeat(190)}(`, `${'public '.repeat(50)}x`, `${'<'.repeat(390)}`, `const x = ${'('.repeat(380)}`]
  for (const name of ['a.ts', 'a.java', 'a.rs', 'a.yaml', 'a.sql', 'makefile']) {
    expect(extractCode(lines.join('\n').repeat(200), name, '').layout).toBe('lines')
  }
})
