/** Anything that survives `JSON.parse(JSON.stringify(x))`. Every message between processes is one. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
