/** What a file is called at the end of its address; the rest is a signature that is another every hour. */
export function fileNameIn(url: string): string {
  const last =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
