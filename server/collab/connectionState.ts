/** A connection's state says how much of the client's document the server has received, and how the connection ends. */
export type ConnectionState =
  /** Our step 1 is not sent yet, so the client may not send updates. */
  | { phase: 'opening' }
  /** Our step 1 is sent and its answer is awaited: until then an update may have a gap. */
  | { phase: 'catchingUp'; gaps: number; gapTimer: NodeJS.Timeout | undefined }
  /** The answer to our step 1 is stored, with all that the client had. */
  | { phase: 'complete' }
  /** The database failed: the client is asked for its document again once the database is back. */
  | { phase: 'databaseAway'; gaps: number }
  /** The server closed the connection. Messages that wait are still stored unless they are dropped. */
  | { phase: 'closing'; isDropped: boolean }
  /** The client closed the connection. */
  | { phase: 'left' }

/** True if waiting messages must not be stored any more. */
export const isDropped = (state: ConnectionState): boolean =>
  state.phase === 'left' || (state.phase === 'closing' && state.isDropped)

/** The state after our step 1 was sent, for the first time or again. */
export function afterStep1(state: ConnectionState): ConnectionState {
  switch (state.phase) {
    case 'opening':
      return { phase: 'catchingUp', gaps: 0, gapTimer: undefined }
    case 'databaseAway':
      return { phase: 'catchingUp', gaps: state.gaps, gapTimer: undefined }
    default:
      return state
  }
}

/** The state after the answer to our step 1 was stored. A client that must be asked again is still asked. */
export const afterStep2 = (state: ConnectionState): ConnectionState => (state.phase === 'catchingUp' ? { phase: 'complete' } : state)

/** The state after an update could not be stored because the database was away. */
export function afterOutage(state: ConnectionState): ConnectionState {
  switch (state.phase) {
    case 'catchingUp':
      return { phase: 'databaseAway', gaps: state.gaps }
    case 'complete':
      return { phase: 'databaseAway', gaps: 0 }
    default:
      return state
  }
}
