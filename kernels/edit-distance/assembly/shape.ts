/** Rows of one lane: the bits of a 64-bit word. */
export const ROWS_PER_LANE: i32 = 64;
/** What fits into sixteen registers, with the temporaries. */
export const VECTORS: i32 = 3;
/** Two to a vector. */
export const LANES: i32 = 2 * VECTORS;
export const ROWS_PER_STRIP: i32 = ROWS_PER_LANE * LANES;
/** Bytes of a symbol's entry in the profile: a bit for each row of the strip. */
export const PROFILE_BYTES: u32 = 48;
/** A vector of the border is 1 << 4 bytes. */
export const BORDER_SHIFT: usize = 4;
