import fc from 'fast-check'

/** Any row of code points, halves of pairs included: what a file or a person may hold. fast-check's own takes seconds to set up. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x10ffff }), fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0x3100 })), {
      maxLength,
    })
    .map((codes) => String.fromCodePoint(...codes))
