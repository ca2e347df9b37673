import { expect, test } from 'vitest'
import { agesOf, monthColumns } from './months.ts'

const now = new Date('2026-03-31T23:30:00Z')
const month = (source: string, name: string, documents: number) => ({ source, month: name, documents })

test('two years of columns, without gaps, that add up with what is older', () => {
  const months = [
    month('a', '2019-05', 7),
    month('a', '2024-04', 1),
    month('b', '2026-03', 2),
    month('a', '2026-03', 3),
    month('a', '2026-09', 4),
  ]
  const { columns, earlier } = monthColumns(months, null, now)
  expect(columns).toHaveLength(24)
  expect(columns[0]).toEqual({ month: '2024-04', documents: 1 })
  expect(columns.at(-1)).toEqual({ month: '2026-03', documents: 9 })
  expect(columns.find(({ month }) => month === '2025-02')).toEqual({ month: '2025-02', documents: 0 })
  expect(earlier).toBe(7)
  expect(monthColumns(months, 'b', now).columns.reduce((sum, { documents }) => sum + documents, 0)).toBe(2)
})

test('ages add up to what has a date', () => {
  const months = [
    month('a', '2026-03', 1),
    month('a', '2026-01', 2),
    month('a', '2025-12', 4),
    month('a', '2024-12', 8),
    month('b', '2026-03', 99),
  ]
  expect(agesOf(months, 'a', now)).toEqual({ quarter: 3, year: 4, older: 8 })
})
