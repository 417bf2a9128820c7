/** The name of the token counter where no tokenizer counts (core/metrics/tokens.ts). */
export const ESTIMATE = 'estimate';
/** The largest published tokenizer.json, of 260,000 entries, have 33 MB. */
export const MAX_TOKENIZER_BYTES = 64 * 1024 * 1024;
