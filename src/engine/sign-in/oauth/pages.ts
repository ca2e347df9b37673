/** What the browser shows when it comes back. Static: nothing of the answer is in it. */
export function page(what: 'done' | 'denied' | 'nothing'): string {
  const [title, text] = texts[what]
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px system-ui;margin:20vh auto;max-width:26em;text-align:center;color:#222;background:#fff}
@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}}</style><h1>${title}</h1><p>${text}</p></html>`
}

const texts = {
  done: ['You are signed in', 'Go back to Magpie. You can close this tab.'],
  denied: ['You are not signed in', 'Nothing was shared. Go back to Magpie to try again, and close this tab.'],
  nothing: ['Nothing here', 'This address is no longer in use. Go back to Magpie and begin again.'],
} as const
