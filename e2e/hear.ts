import type { Page } from '@playwright/test'

/** Everything a screen reader hears from now on, one after the other: each is gone with the next. */
export async function hear(page: Page): Promise<() => Promise<string>> {
  const heard = await page.evaluateHandle(() => {
    const all: string[] = []
    new MutationObserver(() => all.push(document.querySelector('[data-announcer]')?.textContent ?? '')).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    return all
  })
  return async () => (await heard.jsonValue()).join('\n')
}
