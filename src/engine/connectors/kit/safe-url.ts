/** A URL as it may be logged and shown: without user, password, query and fragment, where secrets travel. */
export function safeUrl(url: string | URL): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
