/** Its package has no types; what is used of it is in reading/card/tesseract.ts. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  const makeCore: unknown;
  export default makeCore;
}
