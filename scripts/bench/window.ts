import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { openStore } from '../../src/engine/store/store.ts'
import { startWebHost } from '../../src/web/index.ts'
import { seeded, zipf } from './corpus.ts'
import { openBenchEngine } from './engine.ts'
import { latency, percentile, show } from './figures.ts'
import { fillIndex } from './generated-index.ts'
import { type Trace, traced } from './trace.ts'

export interface WindowFigures {
  /** From a key's arrival at the page to the frame with its results, in ms. */
  readonly keystroke: readonly number[]
  /** The longest time the main thread could not take input while somebody typed. */
  readonly typing: Longest
  /** First contentful paint after the address is opened, in ms; the middle of several. */
  readonly firstPaint: number
  readonly results: number
  /** The longest task while the list was scrolled from end to end. */
  readonly scrolling: Longest
}

/** In ms: by the clock, and of the window's own work. They differ where other programs want the processor too. */
export interface Longest {
  readonly wall: number
  readonly cpu: number
}

const typed = 24
const keyDelayMs = 110

/** The built window in Chromium over an index of `rows` generated passages, each a document of its own, by its own traces. */
export async function measureWindow(rows: number): Promise<WindowFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'magpie-window-'))
  const browser = await chromium.launch({
    executablePath: process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  })
  try {
    const made = join(folder, 'home')
    const store = openStore(made)
    const words = fillIndex(store, rows, 1)
    store.close()
    const handle = await openBenchEngine(folder)
    const open = async (context: BrowserContext): Promise<Page> => {
      const web = await startWebHost({ handle, root: join(import.meta.dirname, '../../out/renderer') })
      const page = await context.newPage()
      page.once('close', () => void web.close())
      await page.goto(web.url)
      await page.getByRole('combobox', { name: 'Search everything' }).waitFor()
      return page
    }
    try {
      const context = await browser.newContext({ viewport: { width: 1320, height: 820 } })
      await context.addInitScript(markFrames)
      const firstPaint = percentile(await firstPaints(browser, open), 0.5)
      const page = await open(context)
      await page.keyboard.type('warm up the window ', { delay: 60 })
      await sleep(1_500)
      const typing = await traced(await context.newCDPSession(page), () => type(page, words))
      const { scrolling, results } = await scroll(page, context, rows)
      const figures = {
        keystroke: keystrokes(typing),
        typing: longest(typing),
        firstPaint,
        results,
        scrolling: longest(scrolling),
      }
      await page.close()
      report(rows, figures)
      return figures
    } finally {
      await handle.close()
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const longest = (trace: Trace): Longest => ({
  wall: trace.tasks()[0]?.wall ?? 0,
  cpu: Math.max(0, ...trace.tasks().map(({ cpu }) => cpu)),
})

function report(rows: number, { keystroke, typing, firstPaint, results, scrolling }: WindowFigures): void {
  show(`keystroke to painted results, ${rows} passages`, latency(keystroke))
  show('longest task while typing', said(typing))
  show('first paint after the address is opened', `${firstPaint.toFixed(0)} ms`)
  show(`longest task while scrolling ${results} results`, said(scrolling))
}

const said = ({ wall, cpu }: Longest) => `${wall.toFixed(1)} ms, of which ${cpu.toFixed(1)} ms its own work`

/** Runs in the page: marks the moment after the frame in which a question's results were painted. */
function markFrames(): void {
  let last = ''
  const look = () => {
    const shown = document.querySelector('[data-shown]')?.getAttribute('data-shown') ?? ''
    if (shown === last) return
    last = shown
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => performance.mark(`shown ${shown}`)
      port2.postMessage(0)
    })
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-shown'] })
}

/** Questions of two or three words as people type them, each letter a question of its own. */
async function type(page: Page, words: readonly string[]): Promise<void> {
  const random = seeded(5)
  for (let i = 0; i < typed; i++) {
    await page.keyboard.press('Control+A')
    const question = Array.from({ length: 2 + (i % 2) }, () => words[zipf(random, words.length)]).join(' ')
    await page.keyboard.type(question, { delay: keyDelayMs })
    await sleep(i % 3 === 0 ? 900 : 250)
  }
}

/** Each key that changed the question, with the first frame that shows an answer to it or to a later one. */
function keystrokes(trace: Trace): readonly number[] {
  const frames = trace.marks(/^shown /)
  const times: number[] = []
  const keys = trace.keys()
  for (const [i, at] of keys.entries()) {
    const frame = frames.find((mark) => mark.at > at)
    const next = keys[i + 1] ?? Number.POSITIVE_INFINITY
    // Control and the A after it change nothing; a key overtaken by the next one counts until the next one's frame.
    if (frame !== undefined && (frame.at < next || frame.at - at < 1_000) && next - at > 5) times.push(frame.at - at)
  }
  return times
}

async function scroll(page: Page, context: BrowserContext, rows: number): Promise<{ readonly scrolling: Trace; readonly results: number }> {
  await page.keyboard.press('Control+A')
  await page.keyboard.type('type:md ')
  await page.locator(`[role=option][aria-setsize="${rows}"]`).first().waitFor()
  await sleep(1_000)
  const size = await page.getByRole('option').first().getAttribute('aria-setsize')
  await page.mouse.move(400, 500)
  const scrolling = await traced(await context.newCDPSession(page), async () => {
    for (let i = 0; i < 60; i++) {
      await page.mouse.wheel(0, 900)
      await sleep(30)
    }
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('PageDown')
      await sleep(30)
    }
    await page.keyboard.press('Control+End')
    await sleep(600)
    for (let i = 0; i < 40; i++) {
      await page.mouse.wheel(0, -200_000)
      await sleep(40)
    }
    await page.keyboard.press('Control+Home')
    await sleep(400)
  })
  return { scrolling, results: Number(size) }
}

async function firstPaints(
  browser: { newContext(): Promise<BrowserContext> },
  open: (context: BrowserContext) => Promise<Page>,
): Promise<readonly number[]> {
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const context = await browser.newContext()
    const page = await open(context)
    const painted = await page.waitForFunction(
      () => performance.getEntriesByType('paint').find(({ name }) => name === 'first-contentful-paint')?.startTime,
    )
    times.push((await painted.jsonValue()) ?? Number.NaN)
    await context.close()
  }
  return times
}
