/** Sizes and rates that both sides know. Bytes, milliseconds or counts, as named. */
export const limits = {
  jsonBytes: 100 * 1024,
  avatarBytes: 2 * 1024 * 1024,
  importBytes: 25 * 1024 * 1024,
  /** Rows of one request of the import routes, and its size. */
  importRows: 1000,
  importRowsBytes: 8 * 1024 * 1024,
  importRowsValues: 30_000,
  socketPayloadBytes: 100 * 1024,
  pageSize: 50,
  maxPageSize: 500,
  batchHolds: 1000,

  climbNameMin: 3,
  climbNameMax: 100,
  descriptionMax: 2000,
  commentMax: 2000,
  climbHoldsMax: 200,
  attemptsMax: 1000,
  /** Rows of a logbook that is read from a file: more than a person sends in many years. */
  logbookRowsMax: 5_000,
  listNameMax: 100,
  /** Lists of one person, climbs in one list, and searches that one person keeps. */
  listsMax: 200,
  listClimbsMax: 500,
  searchesMax: 50,
  searchQueryMax: 10_000,
  /** So much text of hold numbers in a filter: 850 holds of Stokt, and short enough for an address before any proxy. */
  holdNumbersMax: 6_000,
  /** So much text of grip types or conditions in a filter. */
  holdValuesMax: 200,
  reasonMax: 500,
  /** Climbs that one act may name by their ids. */
  chosenClimbs: 5000,

  /** A change beyond either is announced by `feed:head` and fetched, not pushed. */
  pushedRows: 200,
  pushedBytes: 64 * 1024,
  /** A page of a catch-up on the socket or over REST. */
  feedPageRows: 2000,
  feedHeadMs: 20_000,
  /** The interval at which a server looks for changes that no wake-up told it. */
  feedSweepMs: 1_000,
  documentSweepMs: 1_000,
  rightsSweepMs: 2_000,
  cursorSafetyMs: 60_000,
  keptChanges: 256,
  feedsPerSocket: 20,

  /** The interval at which a socket is asked whether it is still there, and the time that it may take to answer. */
  socketPingMs: 25_000,
  socketPongMs: 20_000,
  /** A connection may be open so long before it says who it is, as long as the server is not late itself. */
  socketGreetingMs: 5_000,
  /** It may take so long until that person is known: a database that hangs is waited for. */
  socketLookupMs: 120_000,
  /** Connections that may be silent at once: as many as come back to a restarted server in one moment, and some more. */
  silentSockets: 6_000,
  /** Connections that may wait to be taken; the system's own limit is the other. */
  connectionsInLine: 4096,
  /** Commands of one user that change something. */
  writesPerSecond: 5,
  writesBurst: 20,

  presencePerSecond: 20,
  presenceTickMs: 66,
  /** So many people are named at one face; more are counted, as guests are. */
  presenceNamed: 200,
  /** Every how often a server tells the others who is there, and after how long of silence they are forgotten. */
  presenceBeatMs: 5_000,
  presenceExpiryMs: 12_000,

  /** A server writes who is connected to it at most this often, and this often that it lives. */
  nodeTellMs: 5_000,
  nodeSeenMs: 20_000,
  /** A server of which nothing was seen for so long is gone. */
  nodeGoneMs: 60_000,

  yjsUpdateBytes: 64 * 1024,
  yjsStep2Bytes: 1024 * 1024,
  /** Said of a reader, whose only message is the state that they have. */
  yjsReaderBytes: 64 * 1024,
  yjsVectorBytes: 64 * 1024,
  yjsAwarenessFrameBytes: 64 * 1024,
  /** Structs, values and deleted stretches in one message. */
  yjsChanges: 10_000,
  /** A browser brings one client id with each page that it loads; a day with no network, a few. */
  yjsNewClients: 20,
  /** Client ids of one document: Yjs looks at all of them with every change. */
  documentClients: 5_000,
  /** Beyond so many a document is made anew before it is opened. */
  documentClientsKept: 2_000,
  votesDocumentBytes: 512 * 1024,
  sheetDocumentBytes: 4 * 1024 * 1024,
  awarenessBytes: 2 * 1024,
  awarenessPerSecond: 20,
  yjsUpdatesPerSecond: 50,
  yjsSilenceMs: 15_000,
  /** A connection from which nothing was heard for so long, not even the answer to a ping, is dead. */
  yjsDeafMs: 40_000,
  /** A document that nobody needs stays in memory so long. */
  roomLingerMs: 30_000,
} as const
