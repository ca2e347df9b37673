/** As pino has it: what is known first, then a message for the log. Never a secret, never a query string. */
export interface KitLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
