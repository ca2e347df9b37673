import type { HostRequest } from '../connector.ts'

export type Expected = NonNullable<HostRequest['expect']>

/** What an answer turned out to be: what was expected, a web page in its place, another kind of content, or a part of it. */
export type Found = { readonly is: 'good'; readonly json?: unknown } | { readonly is: 'web-page' | 'other' | 'broken' }

/** Whether a whole body is what was expected. Not asked of `bytes`, which can be anything. */
export function inspect(expected: Exclude<Expected, 'bytes'>, contentType: string | null, text: string): Found {
  const type = mimeType(contentType)
  if (isWebPage(type, text)) return { is: 'web-page' }
  if (expected === 'text') return { is: 'good' }
  if (expected === 'xml') return inspectXml(type, text)
  return inspectJson(type, text)
}

/** By what it says it is, or by how it begins: a web page is often sent under a wrong name. */
export const isWebPage = (type: string | null, text: string): boolean =>
  mimeType(type) === 'text/html' || /^\s*(<!--[\s\S]*?-->\s*)?<(!doctype html|html)[\s>]/i.test(text.slice(0, 1_024))

const mimeType = (contentType: string | null): string => (contentType ?? '').split(';')[0]!.trim().toLowerCase()

/** Some services forget to say what they send, or call it plain text. */
const unnamed = new Set(['', 'text/plain'])

function inspectJson(type: string, text: string): Found {
  if (!unnamed.has(type) && !/[/+]json$/.test(type)) return { is: 'other' }
  if (text.trim() === '') return unnamed.has(type) ? { is: 'good' } : { is: 'broken' }
  try {
    return { is: 'good', json: JSON.parse(text) }
  } catch {
    return { is: unnamed.has(type) && !/^\s*[[{]/.test(text) ? 'other' : 'broken' }
  }
}

function inspectXml(type: string, text: string): Found {
  if (!unnamed.has(type) && !/[/+]xml$/.test(type)) return { is: 'other' }
  const root = /<([A-Za-z_][\w.:-]*)([^>]*)>/.exec(text)
  if (root === null) return { is: type === 'text/plain' ? 'other' : 'broken' }
  const whole = root[2]?.endsWith('/') || text.trimEnd().endsWith(`</${root[1]}>`)
  return { is: whole ? 'good' : 'broken' }
}
