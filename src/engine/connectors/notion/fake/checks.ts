import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'

/** Says what of an exchange is not as Notion has it: the answer by the types of its SDK, the request by its OpenAPI file. */
export type Check = (method: string, url: URL, requestBody: string, status: number, answer: unknown) => readonly string[]

/** The SDK's type of the answer, by method and path. */
const answers: readonly (readonly [method: string, path: RegExp, type: string])[] = [
  ['POST', /^\/v1\/search$/, 'SearchResponse'],
  ['POST', /^\/v1\/data_sources\/[^/]+\/query$/, 'QueryDataSourceResponse'],
  ['GET', /^\/v1\/data_sources\/[^/]+$/, 'GetDataSourceResponse'],
  ['GET', /^\/v1\/databases\/[^/]+$/, 'GetDatabaseResponse'],
  ['GET', /^\/v1\/pages\/[^/]+$/, 'GetPageResponse'],
  ['GET', /^\/v1\/pages\/[^/]+\/markdown$/, 'GetPageMarkdownResponse'],
  ['GET', /^\/v1\/blocks\/[^/]+$/, 'GetBlockResponse'],
  ['GET', /^\/v1\/blocks\/[^/]+\/children$/, 'ListBlockChildrenResponse'],
  ['GET', /^\/v1\/comments$/, 'ListCommentsResponse'],
  ['GET', /^\/v1\/users$/, 'ListUsersResponse'],
  ['GET', /^\/v1\/users\/me$/, 'GetSelfResponse'],
]

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[]; readonly requestBody?: unknown }>>>
  >
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> }
}
interface Parameter {
  readonly $ref?: string
  readonly name?: string
  readonly in?: string
}

/** Takes a second and a half: the schemas are made from the types as they are installed. */
export function createChecks(): Check {
  const types = createRequire(import.meta.url)
    .resolve('@notionhq/client')
    .replace(/index\.js$/, 'index.d.ts')
  const generator = createGenerator({
    path: types,
    tsconfig: join(import.meta.dirname, '../../../../../tsconfig.json'),
    skipTypeCheck: true,
    expose: 'all',
    additionalProperties: true,
  })
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false })
  const compiled = new Map<string, ValidateFunction>()
  const of = (type: string) => {
    const known = compiled.get(type) ?? ajv.compile(generator.createSchema(type) as Record<string, unknown>)
    compiled.set(type, known)
    return known
  }
  const openApi = JSON.parse(readFileSync(join(import.meta.dirname, 'openapi/notion-openapi.json'), 'utf8')) as OpenApi
  ajv.addSchema(openApi, 'openapi')

  const ofAnswer = (method: string, path: string, answer: unknown): readonly string[] => {
    const type = answers.find(([of, pattern]) => of === method && pattern.test(path))?.[2]
    if (type === undefined) return []
    const valid = of(type)
    return valid(answer) ? [] : [`${method} ${path}: the answer is no ${type}: ${ajv.errorsText(valid.errors)}`]
  }
  const ofRequest = (method: string, url: URL, body: string): readonly string[] => {
    const template = Object.keys(openApi.paths).find(
      (path) =>
        new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(url.pathname) &&
        openApi.paths[path]![method.toLowerCase()] !== undefined,
    )
    if (template === undefined) return [`${method} ${url.pathname}: not in Notion's OpenAPI file`]
    const { parameters = [], requestBody } = openApi.paths[template]![method.toLowerCase()]!
    const names = parameters
      .map((one) => (one.$ref === undefined ? one : openApi.components.parameters[one.$ref.split('/').at(-1)!]!))
      .map(({ name }) => name)
    const wrong = [...url.searchParams.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => `${method} ${url.pathname}: no parameter ${name}`)
    if (requestBody === undefined || body === '') return wrong
    const valid = ajv.getSchema(
      `openapi#/paths/${template.replaceAll('/', '~1')}/${method.toLowerCase()}/requestBody/content/application~1json/schema`,
    )!
    return valid(withoutTimeSorts(JSON.parse(body) as Readonly<Record<string, unknown>>))
      ? wrong
      : [...wrong, `${method} ${url.pathname}: ${ajv.errorsText(valid.errors)}`]
  }
  return (method, url, requestBody, status, answer) => [
    ...ofRequest(method, url, requestBody),
    ...(status === 200 ? ofAnswer(method, url.pathname, answer) : []),
  ]
}

/** The file knows sorting by property alone; by time it is in the SDK's types and in Notion's reference. */
const withoutTimeSorts = (body: Readonly<Record<string, unknown>>): unknown => ({
  ...body,
  ...(Array.isArray(body.sorts) ? { sorts: body.sorts.filter((sort: object) => !('timestamp' in sort)) } : {}),
})
