import iconv from 'iconv-lite'
import { createMarkdownWriter } from './markdown-writer.ts'
import { captured, encodingOf, frames, readStarred, symbols, unread } from './rtf-destinations.ts'
import { readRtf } from './rtf-tokens.ts'
import { createTableStack } from './tables.ts'

/** What an RTF file holds. */
export interface RtfText {
  readonly body: string
  readonly firstHeading: string | null
  readonly notes: readonly string[]
  readonly comments: readonly string[]
  readonly furniture: readonly string[]
  readonly title: string
  readonly author: string
  readonly keywords: string
  /** `yyyy-mm-ddThh:mm` or empty. */
  readonly created: string
  readonly revised: string
}

/** What holds inside a group and ends with it. */
interface State {
  skip: boolean
  capture: string
  frame: Frame | null
  font: number
  encoding: string
  /** How many bytes stand for a `\u` where it is not understood. */
  fallback: number
  hidden: boolean
}

interface Frame {
  readonly kind: string
  readonly tables: ReturnType<typeof createTableStack>
  readonly boxes: string[]
  inTable: boolean
  inRow: boolean
  inCell: boolean
}

const deepestGroup = 2_000
const newFrame = (kind: string): Frame => ({
  kind,
  tables: createTableStack(createMarkdownWriter()),
  boxes: [],
  inTable: false,
  inRow: false,
  inCell: false,
})

/** Reads RTF in one pass: text in whatever encodings its fonts have, headings, lists, tables, notes, comments, text boxes. */
export function readRtfText(bytes: Buffer): RtfText {
  const page = newFrame('')
  const stack: State[] = []
  let ignoredGroups = 0
  let state: State = { skip: false, capture: '', frame: page, font: -1, encoding: '', fallback: 1, hidden: false }
  let defaultEncoding = 'cp1252'
  let defaultFont = -1
  const fonts = new Map<number, string | null>()
  const headings = new Map<number, number>()
  const kept = new Map<string, string>()
  const out = { note: [] as string[], comment: [] as string[], furniture: new Set<string>() }
  const date = { name: '', created: '', revised: '' }
  let pending: number[] = []
  let toSkip = 0
  let starred = false
  let fresh = false
  let listed: number | null = null
  let depth = 0
  let level = 0
  let tabular = false
  let style = -1
  let styleName = ''
  let entryFont = -1
  let surrogate = 0
  let html = false

  const flush = () => {
    if (pending.length === 0) return
    const bytes = Buffer.from(pending)
    pending = []
    const encoding = state.encoding || (fonts.get(state.font === -1 ? defaultFont : state.font) ?? defaultEncoding)
    if (encoding !== 'symbol' || state.capture !== '') {
      say(iconv.decode(bytes, encoding === 'symbol' || !iconv.encodingExists(encoding) ? 'cp1252' : encoding))
    }
  }
  const say = (text: string) => {
    if (state.capture === 'stylesheet') styleName += text
    else if (state.capture !== '') kept.set(state.capture, (kept.get(state.capture) ?? '') + text)
    else if (!state.hidden && !html && state.frame !== null) {
      place(state.frame)
      state.frame.tables.writer().text(text)
    }
  }
  /** Opens or ends a table where the words that come next are in one or no longer. */
  const place = (frame: Frame) => {
    if (tabular) {
      if (!frame.inTable) frame.tables.open('table')
      if (!frame.inRow) frame.tables.open('tr')
      if (!frame.inCell) frame.tables.open('td')
      frame.inTable = frame.inRow = frame.inCell = true
    } else if (frame.inTable) endTable(frame)
  }
  const endTable = (frame: Frame) => {
    frame.tables.writer().endBlock()
    frame.tables.close('table')
    frame.inTable = frame.inRow = frame.inCell = false
  }
  const endParagraph = () => {
    const { frame } = state
    if (frame === null) return
    const writer = frame.tables.writer()
    if (!frame.inCell && level > 0) writer.heading(level)
    if (!frame.inCell && listed !== null) writer.itemAt(depth, listed === 1)
    else writer.endLists()
    writer.endBlock()
    writer.heading(0)
    for (const box of frame.boxes.splice(0)) writer.block(box)
    listed = null
  }
  const finish = (frame: Frame): string => {
    frame.tables.writer().endBlock()
    if (frame.inTable) endTable(frame)
    for (const box of frame.boxes.splice(0)) frame.tables.writer().block(box)
    return frame.tables.finish().finish()
  }
  const enter = (name: string) => {
    if (unread.has(name) || (starred && !readStarred.has(name) && !captured.has(name) && !frames.has(name))) state.skip = true
    const kind = frames.get(name)
    if (kind !== undefined && !state.skip) {
      if (kind === 'note') state.frame?.tables.writer().text(`[^${out.note.length + 1}]`)
      state.frame = newFrame(kind)
      state.capture = ''
      tabular = false
    }
    if (captured.has(name)) {
      state.capture = name
      kept.set(name, '')
    }
    if (name === 'creatim' || name === 'revtim') date.name = name === 'creatim' ? 'created' : 'revised'
  }
  const leave = (left: State) => {
    if (left.capture === 'listtext' || left.capture === 'pntext') listed = /[\p{L}\p{N}]/u.test(kept.get(left.capture) ?? '') ? 1 : 0
    else if (left.capture === 'sv' && kept.get('sn') === 'wzDescription' && state.frame !== null) {
      const alt = (kept.get('sv') ?? '').trim()
      if (alt !== '') state.frame.tables.writer().text(` ${alt} `)
      kept.set('sn', '')
    }
    if (left.frame === null || left.frame === state.frame) return
    const text = finish(left.frame)
    if (text === '') {
      if (left.frame.kind === 'note') out.note.push('')
    } else if (left.frame.kind === 'note') out.note.push(text)
    else if (left.frame.kind === 'comment') {
      const author = (kept.get('atnauthor') ?? '').trim()
      out.comment.push(`${author === '' ? '' : `${author}: `}${text}`)
    } else if (left.frame.kind === 'box') (state.frame ?? page).boxes.push(text)
    else if (/\p{L}/u.test(text)) out.furniture.add(text)
  }
  const word = (name: string, value: number | null) => {
    flush()
    toSkip = 0
    if (name === '*') {
      starred = true
      return
    }
    if (fresh) {
      fresh = false
      enter(name)
      starred = false
    }
    if (state.skip) return
    if (name === 'u' && value !== null) unicode(value < 0 ? value + 65_536 : value)
    else if (name === 'uc') state.fallback = Math.max(0, value ?? 1)
    else if (name === 'htmlrtf') html = value !== 0
    else if (name === 'ansicpg' && value) defaultEncoding = value === 65001 ? 'utf8' : value === 10000 ? 'macroman' : `cp${value}`
    else if (name === 'mac') defaultEncoding = 'macroman'
    else if (name === 'pc') defaultEncoding = 'cp437'
    else if (name === 'pca') defaultEncoding = 'cp850'
    else if (name === 'deff') defaultFont = value ?? -1
    else if (name === 'f' && state.capture === 'fonttbl') entryFont = value ?? -1
    else if (name === 'f') state.font = value ?? -1
    else if (name === 'fcharset') fonts.set(entryFont, encodingOf(value ?? 0))
    else if (name === 'cpg' && state.capture === 'fonttbl' && value) fonts.set(entryFont, `cp${value}`)
    else if (name === 's' && state.capture === 'stylesheet') style = value ?? 0
    else if (name === 's') level = headings.get(value ?? 0) ?? 0
    else if (name === 'outlinelevel') level = value !== null && value < 6 ? value + 1 : 0
    else if (name === 'plain') {
      state.hidden = false
      state.font = -1
    } else if (name === 'v' || name === 'deleted') state.hidden = value !== 0
    else if (name === 'pard') {
      tabular = false
      level = 0
      depth = 0
    } else if (name === 'intbl') tabular = true
    else if (name === 'ilvl') depth = value ?? 0
    else if (name === 'par' || name === 'sect' || name === 'page' || name === 'softpage') {
      if (name === 'par' || state.frame === page) endParagraph()
    } else if (name === 'cell') endCell()
    else if (name === 'row') endRow()
    else if (/^(yr|mo|dy|hr|min)$/.test(name)) dated(name, value ?? 0)
    else if (symbols.has(name)) say(symbols.get(name)!)
  }
  const endCell = () => {
    const { frame } = state
    if (frame === null) return
    tabular = true
    place(frame)
    frame.tables.writer().endBlock()
    frame.tables.close('td')
    frame.inCell = false
  }
  const endRow = () => {
    if (state.frame !== null) state.frame.inRow = state.frame.inCell = false
  }
  const unicode = (code: number) => {
    toSkip = state.fallback
    // Symbol fonts have their pictures in the private area.
    if (code >= 0xf000 && code <= 0xf0ff) return
    if (code >= 0xd800 && code < 0xdc00) surrogate = code
    else if (code >= 0xdc00 && code < 0xe000) {
      if (surrogate !== 0) say(String.fromCharCode(surrogate, code))
      surrogate = 0
    } else say(String.fromCharCode(code))
  }
  const dated = (name: string, value: number) => {
    const key = date.name === 'created' || date.name === 'revised' ? date.name : null
    if (key === null) return
    const two = String(value).padStart(2, '0')
    date[key] += name === 'yr' ? String(value).padStart(4, '0') : name === 'hr' ? `T${two}` : name === 'min' ? `:${two}` : `-${two}`
    if (name === 'min') date.name = ''
  }
  readRtf(bytes, {
    openGroup: () => {
      flush()
      toSkip = 0
      if (stack.length >= deepestGroup) ignoredGroups++
      else {
        stack.push(state)
        state = { ...state }
      }
      fresh = true
      starred = false
    },
    closeGroup: () => {
      flush()
      toSkip = 0
      fresh = false
      if (ignoredGroups > 0) {
        ignoredGroups--
        return
      }
      const left = state
      if (left.capture === 'stylesheet') {
        const named = /^\s*heading (\d)/i.exec(styleName)?.[1]
        if (named !== undefined) headings.set(style === -1 ? 0 : style, Math.min(Number(named) || 1, 6))
        else if (/^\s*title;/i.test(styleName)) headings.set(style, 1)
        styleName = ''
        style = -1
      }
      state = stack.pop() ?? state
      if (left !== state) leave(left)
    },
    word,
    byte: (value) => {
      if (fresh) {
        fresh = false
        if (starred) state.skip = true
        starred = false
      }
      if (toSkip > 0) toSkip--
      else if (!state.skip) pending.push(value)
    },
  })
  flush()
  while (stack.length > 0) {
    const left = state
    state = stack.pop()!
    leave(left)
  }
  endParagraph()
  const text = (name: string) => kept.get(name) ?? ''
  return {
    body: finish(page),
    firstHeading: page.tables.finish().firstHeading(),
    notes: out.note,
    comments: out.comment,
    furniture: [...out.furniture],
    title: text('title'),
    author: text('author'),
    keywords: text('keywords'),
    created: date.created,
    revised: date.revised,
  }
}
