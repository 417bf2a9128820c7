/** Rows of one lane: the bits of a 64-bit word. */
export const ROWS_PER_LANE: i32 = 64;
/** Two lanes to a vector, three vectors: what fits into sixteen registers, with the temporaries. */
export const LANES: i32 = 6;
export const ROWS_PER_STRIP: i32 = ROWS_PER_LANE * LANES;
/** Bytes of a symbol's entry in the profile: a bit for each row of the strip. */
export const PROFILE_BYTES: u32 = 48;
/** A vector of the border is 1 << 4 bytes. */
export const BORDER_SHIFT: usize = 4;
