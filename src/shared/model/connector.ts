import type { SignInWay } from '../sign-in.ts'

export interface ConnectorInfo {
  readonly id: string
  readonly name: string
  /** Its sign as SVG in one colour (`currentColor`); null when it has none. */
  readonly icon: string | null
  readonly fields: readonly ConnectorField[]
  /** Any one of these is enough. */
  readonly auth: readonly SignInWay[]
}

export interface ConnectorField {
  readonly name: string
  readonly label: string
  readonly help?: string
  readonly input: 'text' | 'url' | 'number' | 'toggle' | 'folder' | 'list'
  readonly required: boolean
  /** A toggle that is on unless it was switched off. Default false. */
  readonly initially?: boolean
}
