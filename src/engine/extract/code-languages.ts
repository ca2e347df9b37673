/** How a language writes the beginning of what has a name. */
export interface SymbolPatterns {
  /** Each has the name as `name`. */
  readonly patterns: readonly RegExp[]
  /** What has a name goes on to the next one, rather than to a line indented as little. */
  readonly flat: boolean
}

const modifiers =
  '(?:(?:export|default|declare|public|private|protected|internal|static|abstract|final|async|sealed|partial|override|virtual|inline|open|data|extern|unsafe|const|readonly|native|synchronized|companion|suspend|operator|external|fileprivate|mutating|pub(?:\\([^)]*\\))?|local|case|annotation|inner|value|implicit|lazy)\\s+)*'
const notNames =
  '(?!(?:if|for|while|switch|catch|return|else|do|new|throw|await|typeof|sizeof|using|lock|foreach|when|match|with|elif|assert|delete|yield|in|of)\\b)'

const types = new RegExp(
  `^[ \\t]*(?:@[\\w.]+(?:\\([^)]*\\))?\\s+)*${modifiers}(?:class|interface|struct|enum(?:\\s+class)?|trait|namespace|module|object|record|protocol|extension|union|mixin|contract|library|actor|type)\\s+(?<name>[\\p{L}_$][\\p{L}\\p{N}_$.:]*)`,
  'u',
)
const functions = new RegExp(
  `^[ \\t]*${modifiers}(?:function\\s*\\*?|func|fun|fn|def|sub|procedure|proc|macro)\\s+(?:\\([^)]*\\)\\s*)?(?<name>[\\p{L}_$][\\p{L}\\p{N}_$.:!?-]*)`,
  'u',
)
const impls = /^[ \t]*(?:unsafe\s+)?impl(?:<[^{]*?>)?\s+(?<name>[^{]{1,100}?)\s*(?:where\b.*)?\{?\s*$/
/** `int parse(const char *text)`, `static async load(url) {`, `Foo::bar() const {`: a signature that no semicolon ends. */
const signatures = new RegExp(
  `^[ \\t]*${modifiers}${notNames}(?:[\\p{L}_][\\p{L}\\p{N}_<>,.:\\[\\]&*?]*[ \\t]+[*&]*){0,5}${notNames}(?<name>~?#?[\\p{L}_$][\\p{L}\\p{N}_$:~]*)\\s*(?:<[^>(]*>)?\\([^;]*$`,
  'u',
)
const arrows =
  /^[ \t]*(?:export\s+)?(?:default\s+)?(?:const|let|var)\s+(?<name>[\p{L}_$][\p{L}\p{N}_$]*)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:function\b|\([^)]*\)\s*(?::[^=]+)?=>|[\w$]+\s*=>|\($)/u

const braces: readonly RegExp[] = [types, functions, signatures]
const javascript: readonly RegExp[] = [types, functions, arrows, signatures]
const python: readonly RegExp[] = [/^[ \t]*(?:async\s+)?(?:def|class)\s+(?<name>[\p{L}_][\p{L}\p{N}_]*)/u]
const words: readonly RegExp[] = [types, functions]
const lisp: readonly RegExp[] = [/^[ \t]*\((?:def\w*|define[\w-]*|cl-def\w+|ns)\s+\(?(?<name>[^\s()]+)/]
const sql: readonly RegExp[] = [
  /^[ \t]*create\s+(?:or\s+replace\s+)?(?:temp(?:orary)?\s+|unique\s+|materialized\s+|virtual\s+)*(?:table|view|function|procedure|trigger|index|type|schema|package(?:\s+body)?)\s+(?:if\s+not\s+exists\s+)?(?<name>[\w."`[\]]+)/i,
]
const shell: readonly RegExp[] = [/^[ \t]*(?:function\s+)?(?<name>[\w:.-]+)\s*\(\)\s*\{?/, /^[ \t]*(?:function|filter)\s+(?<name>[\w:-]+)/i]
const keys: readonly RegExp[] = [/^[ \t]*(?:- )?"?(?<name>[^\s"#:{}[\]][^":{}[\]]{0,80})"?:\s*(?:[[{]|[|>][+-]?|&\S+)?\s*$/]
const sections: readonly RegExp[] = [/^\[{1,2}(?<name>[^\]]{1,120})\]{1,2}/]
const blocks: readonly RegExp[] = [
  /^[ \t]*(?<name>(?:resource|data|module|variable|output|provider|locals|message|service|rpc|enum|extend|type|input|interface|query|mutation|subscription|fragment|scalar|union|directive)\b[^{(]{0,100}?)\s*[({]/,
]

const byExtension = new Map<string, SymbolPatterns>()
const add = (patterns: readonly RegExp[], extensions: string, flat = false) => {
  for (const extension of extensions.split(' ')) byExtension.set(extension, { patterns, flat })
}
add(javascript, 'js mjs cjs jsx ts mts cts tsx vue svelte astro as')
add(python, 'py pyi pyw pyx')
add(braces, 'java kt kts scala groovy gradle c h cc cpp cxx hh hpp hxx ino cs m mm php swift dart v sv go zig d sol')
add([impls, ...words], 'rs')
add(words, 'rb lua pl pm fs fsx ml mli nim vb vbs bas pas pp dpr f f90 f95 jl ada adb ads tcl cr pas')
add([/^[ \t]*(?:defmodule|defp?|defmacrop?|defprotocol|defimpl|defstruct)\s+(?<name>[\w.!?]+)/], 'ex exs')
add([/^(?<name>[a-z]\w*)\s*\([^)]*\)\s*(?:when\b.*)?->/], 'erl hrl', true)
add(
  [/^(?<name>[a-z_][\w']*)\s*::/, /^(?:module|data|newtype|type|class|instance)\s+(?<name>[\w.']+)/, /^type\s+(?:alias\s+)?(?<name>\w+)/],
  'hs lhs elm purs',
  true,
)
add([/^[ \t]*(?<name>[\w.]+)\s*(?:<-|=)\s*function\s*\(/], 'r')
add(lisp, 'clj cljs cljc edn lisp el scm rkt')
add(sql, 'sql ddl pls pks pkb')
add(shell, 'sh bash zsh fish ksh ps1 psm1 awk')
add(keys, 'yaml yml json jsonc json5')
add(sections, 'ini cfg conf config toml properties editorconfig', true)
add(blocks, 'tf tfvars hcl proto graphql gql thrift')
add([/^(?<name>[\w./%-]+(?:\s+[\w./%-]+)*)\s*:(?!=)/], 'mk mak makefile make', true)
add([/^(?:entity|architecture|package|component|process|function|procedure)\s+(?<name>\w+)/i], 'vhd vhdl', true)
add([/^[ \t]*(?<name>[\w.$@]+):/], 'asm s', true)
add([/^:(?<name>\w[^\s]*)/], 'bat cmd', true)
add([/^(?:diff --git a\/|\+\+\+ (?:b\/)?)(?<name>\S+)/], 'diff patch', true)
add([/^@\w+\{(?<name>[^,\s]+),/], 'bib', true)

/** The patterns of a language by an extension without its dot, or a name such as `makefile`; null when nothing in it has a name. */
export const symbolPatterns = (extension: string): SymbolPatterns | null => byExtension.get(extension) ?? null
