// The first number of a document's message, as y-websocket has it; SAVED is ours.
export const SYNC = 0
export const AWARENESS = 1
export const QUERY_AWARENESS = 3
export const SAVED = 4

// The second number of a SYNC message, as y-protocols has it.
export const STEP_1 = 0
export const STEP_2 = 1
export const UPDATE = 2
