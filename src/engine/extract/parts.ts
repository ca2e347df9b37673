import { createHash } from 'node:crypto'
import { closeSync, constants, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Container, DerivedPart, PartContent } from '../../shared/derived.ts'
import type { Problem, SkipReason } from '../../shared/model.ts'
import { normaliseLine } from './normalise.ts'

const MB = 1_048_576

/** What is unpacked of one document at most; what lies beyond is named in the receipt, and why. */
const most = {
  /** Parts that are no stretch of their document's file: unpacked, or known by name. */
  files: 2_000,
  /** All parts, those of a mailbox included. */
  parts: 100_000,
  /** Bytes of one part, and of all together. */
  bytes: 100 * MB,
  allBytes: 500 * MB,
  /** How deep documents may lie in documents: an attachment of a message that is attached to a message of a mailbox. */
  depth: 3,
} as const

/** What a container says of a part; what it does not know is left out. */
export interface PartFacts {
  readonly container: Container
  /** A file name with its extension. */
  readonly name: string
  /** Names it within its parent; its folders and name when left out. */
  readonly part?: string
  readonly title?: string | null
  readonly mimeType?: string
  readonly folders?: readonly string[]
  readonly author?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
}

/** Collects what a reader finds inside a document. */
export interface Parts {
  /** False where documents lie too deep in others, or there is no room to unpack them to: then none must be added. */
  takes(container: Container): boolean
  /**
   * Adds a part with content of its own, written to the scratch folder as it comes, under a number: no name from inside a
   * document is ever a path. Too much of it makes it a failure of that part.
   */
  file(facts: PartFacts, content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>
  /** Unpacks a list that other parts are read with, under its own name; it is no part because of that. */
  companion(name: 'users.json', content: AsyncIterable<Uint8Array>): Promise<void>
  /** Adds a part that is a stretch of the document's own file; `version` is the SHA-256 of its bytes. */
  range(facts: PartFacts, start: number, end: number, version: string): void
  text(facts: PartFacts, text: string): void
  /** Adds a part that is known by name only, and says why. */
  left(facts: PartFacts, reason: SkipReason, size?: number): void
  failed(facts: PartFacts, problem: Problem, detail: string): void
  /** True when nothing more can be added but what is left. */
  isFull(): boolean
  /** True when nothing more is unpacked: what comes is counted only. */
  isCrowded(): boolean
  /** All parts; how many more there are than are taken out of one document is one of them. */
  done(): readonly DerivedPart[]
}

/** `within` is what the document itself was taken out of, outermost first. */
export function createParts(scratch: string | undefined, within: readonly Container[]): Parts {
  const list: DerivedPart[] = []
  const names = new Set<string>()
  let files = 0
  let bytes = 0
  const beyond = { count: 0, container: 'archive' as Container }

  const add = (facts: PartFacts, version: string, size: number | null, content: PartContent) => {
    const folders = facts.folders ?? []
    list.push({
      part: unique(names, facts.part ?? [...folders, facts.name].join('/')),
      name: facts.name,
      title: facts.title ?? null,
      mimeType: facts.mimeType ?? 'application/octet-stream',
      version,
      size,
      folders,
      author: facts.author ?? null,
      createdAt: facts.createdAt ?? null,
      updatedAt: facts.updatedAt ?? null,
      container: facts.container,
      content,
    })
  }
  const failed: Parts['failed'] = (facts, problem, detail) => add(facts, problem, null, { type: 'failed', problem, detail })
  /** Counts one more that is not a stretch of the file; false when there are too many of them. */
  const hasRoom = ({ container }: PartFacts): boolean => {
    if (files < most.files && bytes < most.allBytes) return true
    beyond.count++
    beyond.container = container
    return false
  }
  const name: Parts['left'] = (facts, reason, size) => add(facts, `${reason} ${size ?? ''}`, size ?? null, { type: 'left', reason })
  const left: Parts['left'] = (facts, reason, size) => {
    if (!hasRoom(facts)) return
    files++
    name(facts, reason, size)
  }
  return {
    takes: (container) => scratch !== undefined && within.length < most.depth && !(container === 'archive' && within.includes('archive')),
    file: async (facts, content) => {
      if (scratch === undefined) throw new Error('There is nowhere to unpack to')
      if (!hasRoom(facts)) return
      mkdirSync(scratch, { recursive: true, mode: 0o700 })
      const path = join(scratch, String(++files))
      const { size, version } = await write(path, content, Math.min(most.bytes, most.allBytes - bytes))
      if (size === null) {
        rmSync(path, { force: true })
        return name(facts, 'too-large')
      }
      bytes += size
      add(facts, version, size, { type: 'file', path })
    },
    companion: async (name, content) => {
      if (scratch === undefined) return
      mkdirSync(scratch, { recursive: true, mode: 0o700 })
      await write(join(scratch, name), content, most.bytes)
    },
    range: (facts, start, end, version) => add(facts, version, end - start, { type: 'range', start, end }),
    text: (facts, text) => add(facts, createHash('sha256').update(text).digest('hex'), Buffer.byteLength(text), { type: 'text', text }),
    left,
    failed,
    isFull: () => list.length >= most.parts,
    isCrowded: () => files >= most.files || bytes >= most.allBytes,
    done: () => {
      if (beyond.count > 0) name({ container: beyond.container, name: `${beyond.count} more`, part: '…' }, 'too-many')
      beyond.count = 0
      return list
    },
  }
}

/** A size of null is more than was allowed. */
async function write(path: string, content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, atMost: number) {
  const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of content) {
      size += chunk.length
      if (size > atMost) return { size: null, version: '' }
      hash.update(chunk)
      writeSync(fd, chunk)
    }
  } finally {
    closeSync(fd)
  }
  return { size, version: hash.digest('hex') }
}

function unique(names: Set<string>, wanted: string): string {
  let name = wanted
  for (let n = 2; names.has(name); n++) name = `${wanted} (${n})`
  names.add(name)
  return name
}

/**
 * A path from inside a document, for people: names only, without what would lead out of a folder. It is shown and looked
 * for, and never opened.
 */
export function namesOf(path: string): readonly string[] {
  return path
    .replace(/^[A-Za-z]:/, '')
    .split(/[\\/]+/)
    .flatMap((name) => normaliseLine(name) ?? [])
    .filter((name) => name !== '.' && name !== '..')
}
