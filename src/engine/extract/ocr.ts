import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { ExtractError } from './extracted.ts'

const require = createRequire(import.meta.url)

/**
 * The part of tesseract.js that its worker threads run, in this process instead: it is one that may be killed as it is,
 * and that starts no threads. Its own loader fetches language data from the network; here it comes from its npm package.
 */
interface WorkerScript {
  setAdapter(adapter: Readonly<Record<string, unknown>>): void
  dispatchHandlers(packet: Packet, answer: (answer: Answer) => void): void
}
interface Packet {
  readonly workerId: string
  readonly jobId: string
  readonly action: string
  readonly payload: unknown
}
interface Answer {
  readonly status: 'resolve' | 'reject' | 'progress'
  readonly data: unknown
}

/** Only its neural network, which is what its language data of this kind is for. */
const lstm = 1
/** What it is less sure of than this, in percent, is noise of a photograph. */
const leastConfidence = 55

let ready: Promise<WorkerScript> | undefined
let jobs = 0

/** The words that can be seen in a picture (PNG, JPEG, BMP, GIF, WebP), in reading order; empty when there are none. */
export async function recogniseWords(bytes: Buffer): Promise<string> {
  ready ??= start()
  const script = await ready
  const output = { text: true, blocks: false, hocr: false, tsv: false }
  const { text, confidence } = (await run(script, 'recognize', { image: bytes, options: {}, output }).catch((error: unknown) => {
    throw new ExtractError('corrupt', String(error), error)
  })) as { text: string; confidence: number }
  return confidence < leastConfidence ? '' : text.trim()
}

async function start(): Promise<WorkerScript> {
  const script = require('tesseract.js/src/worker-script/index.js') as WorkerScript
  const refuse = () => Promise.reject(new Error('no network and no cache in this process'))
  script.setAdapter({
    getCore: () => Promise.resolve(require('tesseract.js-core/tesseract-core-simd-lstm')),
    gunzip: gunzipSync,
    fetch: refuse,
    readCache: refuse,
    writeCache: refuse,
    deleteCache: refuse,
    checkCache: refuse,
  })
  const data = readFileSync(require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'))
  await run(script, 'load', { options: { lstmOnly: true, logging: false } })
  await run(script, 'loadLanguage', { langs: [{ code: 'eng', data }], options: { cacheMethod: 'none', gzip: true, lstmOnly: true } })
  await run(script, 'initialize', { langs: 'eng', oem: lstm })
  return script
}

const run = (script: WorkerScript, action: string, payload: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    script.dispatchHandlers({ workerId: 'ocr', jobId: String(++jobs), action, payload }, ({ status, data }) => {
      if (status === 'resolve') resolve(data)
      else if (status === 'reject') reject(new Error(String(data)))
    })
  })
