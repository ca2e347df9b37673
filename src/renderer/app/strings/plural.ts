import { count } from '../format.ts'

/** A number with its noun, for languages with one form for one and another for the rest. */
export const plural = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`
