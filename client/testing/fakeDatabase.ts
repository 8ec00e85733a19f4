import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'

// Files of tests share one thread: a browser's database is there only for those that ask for it.
Reflect.deleteProperty(globalThis, 'indexedDB')

/** An empty database of the browser, until the test's globals are put back. */
export const stubDatabase = (): void => void vi.stubGlobal('indexedDB', new IDBFactory())
