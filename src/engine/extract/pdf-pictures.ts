/** Smaller pictures are logos and rules; larger ones take more memory than they are worth. In pixels. */
const leastPixels = 20_000
const mostPixels = 60_000_000
/** Scanners cut pages into strips; what is cut finer is a drawing. */
const mostPictures = 60

/** A picture as pdf.js decodes it. Kinds: 1 one bit for each pixel, 2 RGB, 3 RGBA. */
interface Picture {
  readonly width: number
  readonly height: number
  readonly kind?: number
  readonly data?: Uint8Array | Uint8ClampedArray
}

/** Reads the pictures of a document's pages. Nothing is rendered. */
export interface PictureReader {
  /** Pictures of a page from 1, from those drawn first to those drawn last, each as a PNM file. */
  ofPage(number: number): Promise<readonly Buffer[]>
  close(): Promise<void>
}

/**
 * Opens a document a second time, with the build of pdf.js that has decoders of fax and JPEG 2000 pictures; the smaller one
 * that text is read with lacks them. Both look for the same worker in the same global place.
 */
export async function readPictures(bytes: Buffer, options: Readonly<Record<string, unknown>>): Promise<PictureReader> {
  const place = globalThis as { pdfjsWorker?: unknown }
  const other = place.pdfjsWorker
  delete place.pdfjsWorker
  try {
    const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const pdf = await getDocument({ ...options, data: new Uint8Array(bytes) }).promise
    return {
      ofPage: async (number) => {
        const page = await pdf.getPage(number)
        const pictures = await picturesOf(page as unknown as Page, OPS)
        page.cleanup()
        return pictures
      },
      close: () => pdf.loadingTask.destroy().catch(() => undefined),
    }
  } finally {
    place.pdfjsWorker = other
  }
}

/** The part of pdf.js's page that is used here. */
interface Page {
  readonly objs: Objects
  readonly commonObjs: Objects
  getOperatorList(): Promise<{ readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }>
}
interface Objects {
  get(id: string, then: (picture: Picture | null) => void): void
}
type Operators = Readonly<Record<'paintImageXObject' | 'paintInlineImageXObject' | 'paintImageMaskXObject', number>>

async function picturesOf(page: Page, OPS: Operators): Promise<readonly Buffer[]> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const files: Buffer[] = []
  for (let i = 0; i < fnArray.length && files.length < mostPictures; i++) {
    const [first] = (argsArray[i] ?? []) as readonly unknown[]
    let picture: Picture | null = null
    if (fnArray[i] === OPS.paintImageXObject) picture = await decoded(page, String(first))
    else if (fnArray[i] === OPS.paintInlineImageXObject) picture = first as Picture
    else if (fnArray[i] === OPS.paintImageMaskXObject) {
      const mask = first as Picture & { readonly data?: unknown }
      const data = typeof mask.data === 'string' ? await decoded(page, mask.data) : mask
      // What a mask paints is black, and its bits say where it does not.
      picture = data === null ? null : { ...data, kind: 1 }
    }
    const file = picture === null ? null : toPnm(picture)
    if (file !== null) files.push(file)
  }
  return files
}

/** Pictures are decoded beside the list of what is drawn; one that cannot be never comes. */
function decoded(page: Page, id: string): Promise<Picture | null> {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 10_000, null)
    objects.get(id, (picture: Picture | null) => {
      clearTimeout(late)
      resolve(picture)
    })
  })
}

function toPnm({ width, height, kind, data }: Picture): Buffer | null {
  const pixels = width * height
  if (data === undefined || !(pixels >= leastPixels && pixels <= mostPixels)) return null
  const size = `${width} ${height}\n`
  if (kind === 1) {
    if (data.length < Math.ceil(width / 8) * height) return null
    return Buffer.concat([Buffer.from(`P4\n${size}`), Buffer.from(data).map((byte) => ~byte)])
  }
  const channels = kind === 3 ? 4 : 3
  if ((kind !== 2 && kind !== 3) || data.length < pixels * channels) return null
  const rgb = Buffer.alloc(pixels * 3)
  for (let from = 0, to = 0; to < rgb.length; from += channels) {
    rgb[to++] = data[from]!
    rgb[to++] = data[from + 1]!
    rgb[to++] = data[from + 2]!
  }
  return Buffer.concat([Buffer.from(`P6\n${size}255\n`), rgb])
}
