/** Holds made in mastoc are numbered from here, so that they never meet a Stokt number. */
export const FIRST_OWN_HOLD_ID = 1_000_000_000
export const LAST_HOLD_ID = 2_147_483_647
