import { kernelWasm } from './kernel-wasm.ts'

/** What `kernel.as.ts` exports; it says what the arguments mean. Pointers are offsets in the memory it was made with. */
export interface Kernel {
  scan(
    plane1: number,
    plane0: number,
    factors: number,
    allow: number,
    blocks: number,
    groups: number,
    first: number,
    lut: number,
    alpha: number,
    beta: number,
    scores: number,
    places: number,
    keep: number,
    held: number,
    out: number,
  ): number
}

/** The compiled kernel on a memory. Takes about a millisecond. */
export function makeKernel(memory: WebAssembly.Memory): Kernel {
  const module = new WebAssembly.Module(Buffer.from(kernelWasm, 'base64'))
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel
}
