import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { estimateTokens, takeTokens } from './tokens.ts'

const models = join(import.meta.dirname, '../../../resources/models')
const samples = {
  en: 'The aerodynamic characteristics of slender wings at high angles of attack were investigated experimentally in a wind tunnel. The results, compared with theory, agree well up to 12 degrees; beyond that the lift falls off quickly. Further tests are planned for next year.',
  de: 'Die Gebäudeversicherung übernimmt die Kosten der Instandsetzung, sofern der Schaden innerhalb von 14 Tagen gemeldet wurde. Bei Überschwemmungen gelten besondere Bedingungen, die im Anhang des Vertrages beschrieben sind und jedes Jahr angepasst werden.',
  zh: '会议记录：我们确认了明年的预算，并且决定在下个季度开始新的项目。请大家在星期五之前准备好材料，负责人会把详细的安排发给各个部门。',
  code: 'export function total(rows: readonly Row[], from = 0): number {\n  let sum = 0\n  for (const row of rows.slice(from)) sum += row.price * row.count\n  return Math.round(sum * 100) / 100\n}\n',
}

describe.skipIf(!existsSync(models))('the estimate', () => {
  // A chunk of 100 to 130 estimated tokens must neither starve one model nor overflow the window of the other.
  it.each(['all-MiniLM-L6-v2', 'multilingual-e5-small'])('lies near what %s counts', async (model) => {
    const { PreTrainedTokenizer } = await import('@huggingface/transformers')
    const read = (file: string) => JSON.parse(readFileSync(join(models, model, file), 'utf8')) as Record<string, unknown>
    const tokenizer = new PreTrainedTokenizer(read('tokenizer.json'), read('tokenizer_config.json'))
    for (const text of Object.values(samples)) {
      const real = tokenizer.encode(text, { add_special_tokens: false }).length
      expect(estimateTokens(text) / real).toBeGreaterThan(0.55)
      expect(estimateTokens(text) / real).toBeLessThan(1.4)
    }
  })
})

describe('taking tokens', () => {
  it('gives the longest part within the limit and never half a character', () => {
    for (const text of [samples.en, samples.zh, '👩‍👩‍👧'.repeat(50), 'e\u0301'.repeat(200)]) {
      const end = takeTokens(text, 0, text.length, 20)
      expect(estimateTokens(text, 0, end)).toBeLessThan(24)
      expect(text.slice(0, end).isWellFormed()).toBe(true)
      expect(text.slice(end)).not.toMatch(/^\p{M}/u)
    }
  })

  it('always moves on', () => {
    expect(takeTokens('internationalisation', 0, 20, 0)).toBe(1)
  })
})
