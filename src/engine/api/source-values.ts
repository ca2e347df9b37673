import type { Json } from '../../shared/json.ts'
import type { ConnectorField } from '../../shared/model.ts'
import { MagpieError } from '../../shared/problem.ts'

/** What a person typed as `KEY=VALUE`, by the kind of its field. Lists are separated by commas or given as JSON. */
export function parseValue(field: ConnectorField, value: string): Json {
  if (field.input === 'toggle') {
    if (/^(true|yes|on|1)$/i.test(value)) return true
    if (/^(false|no|off|0)$/i.test(value)) return false
    throw new MagpieError('setting-invalid', { key: field.name, value, allowed: 'true, false' })
  }
  if (field.input === 'number') {
    const number = Number(value)
    if (value.trim() === '' || !Number.isFinite(number))
      throw new MagpieError('setting-invalid', { key: field.name, value, allowed: 'a number' })
    return number
  }
  if (field.input !== 'list') return value
  if (value.trimStart().startsWith('[')) {
    try {
      return JSON.parse(value) as Json
    } catch {
      throw new MagpieError('setting-invalid', { key: field.name, value, allowed: 'a list such as *.md,drafts/**' })
    }
  }
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
