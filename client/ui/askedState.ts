/** How a page's question to the server stands. */
export type AskedState = 'loading' | 'ready' | 'offline' | 'missing' | 'failed'
