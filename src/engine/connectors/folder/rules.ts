import ignore, { type Ignore } from 'ignore'
import picomatch from 'picomatch'
import type { FolderSettings } from './settings.ts'

/** Files whose lines say what to leave out of their folder and below; the later one wins. */
export const ignoreFileNames = ['.gitignore', '.magpieignore'] as const

/** What is left out of one folder. Names are in NFC, as people see and write them. */
export interface Rules {
  leavesOut(name: string, isFolder: boolean): boolean
  /** The rules of a folder in this one. */
  enter(name: string): Rules
  /** These rules and the lines of the folder's own ignore files, in the order of their names. */
  obeying(texts: readonly string[]): Rules
}

/** What no one looks for: version control, caches, recycle bins, lock files and half-written downloads. */
const defaults = `
node_modules/
.git
.svn
.hg
.Trash*
$RECYCLE.BIN/
System Volume Information/
@eaDir/
\\#recycle/
.snapshot/
.Spotlight-V100/
.fseventsd/
.DS_Store
Thumbs.db
desktop.ini
~$*
*.tmp
.~lock.*#
*.swp
*.part
*.crdownload
*.partial
**/Library/Caches/
`

/** The rules at the root, before its own ignore files: defaults first, which an ignore file may take back with `!`. */
export function rootRules(settings: FolderSettings): Rules {
  const included = anyOf(settings.include)
  const excluded = anyOf(settings.exclude)
  const fixed: Fixed = {
    excludes: (path, name, isFolder) =>
      (!settings.hidden && name.startsWith('.')) || excluded(path) || (!isFolder && settings.include.length > 0 && !included(path)),
  }
  return createRules(fixed, '', [{ ignore: ignore().add(defaults), base: 0 }])
}

interface Fixed {
  excludes(path: string, name: string, isFolder: boolean): boolean
}

/** The patterns of one folder; they see paths from `base` characters on. */
interface Level {
  readonly ignore: Ignore
  readonly base: number
}

function createRules(fixed: Fixed, prefix: string, levels: readonly Level[]): Rules {
  const judge = (path: string, isFolder: boolean) => {
    for (let at = levels.length - 1; at >= 0; at--) {
      const { ignored, unignored } = levels[at]!.ignore.test(path.slice(levels[at]!.base) + (isFolder ? '/' : ''))
      if (ignored || unignored) return ignored
    }
    return false
  }
  return {
    leavesOut: (name, isFolder) => fixed.excludes(prefix + name, name, isFolder) || judge(prefix + name, isFolder),
    enter: (name) => {
      const path = `${prefix}${name}/`
      return createRules(
        fixed,
        path,
        levels.map((level) => allowing(level, path.slice(level.base))),
      )
    },
    obeying: (texts) => {
      if (texts.length === 0) return createRules(fixed, prefix, levels)
      const own = ignore()
      for (const text of texts) own.add(text.replace(/^\uFEFF/, '').normalize('NFC'))
      return createRules(fixed, prefix, [...levels, { ignore: own, base: prefix.length }])
    },
  }
}

/** A folder that a deeper level took back is open to this level too, or it would leave out everything in it. */
function allowing(level: Level, folder: string): Level {
  if (!level.ignore.test(folder).ignored) return level
  const literal = folder.replace(/[\\*?[\]!# ]/g, '\\$&')
  return { ...level, ignore: ignore().add(level.ignore).add(`!/${literal}`) }
}

/** Names are compared without regard to case, as most people's disks do. */
function anyOf(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map((glob) => {
    const pattern = glob
      .normalize('NFC')
      .replace(/^\.?\//, '')
      .replace(/\/$/, '')
    // `s`: names may hold line breaks.
    return picomatch(pattern, { dot: true, basename: !pattern.includes('/'), flags: 'is' })
  })
  return (path) => matchers.some((matches) => matches(path))
}
