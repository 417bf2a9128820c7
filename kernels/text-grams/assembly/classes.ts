/** The bits of a code point's class: as in src/lib/core/dedup/text-kernel/code-point-classes.ts. */
export const KIND: i32 = 3;
export const SEPARATOR: i32 = 0;
export const LETTER: i32 = 1;
export const SIGN: i32 = 3;
export const UNSTABLE: i32 = 4;
export const KNOWN: i32 = 8;
/** 'A' | 32 is 'a'. */
export const FOLD: i32 = 32;
