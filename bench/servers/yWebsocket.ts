import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { setupWSConnection } from 'y-websocket-2/bin/utils'
import { answerCpu } from './answerCpu'

// y-websocket's own server: it neither checks nor stores.
const http = createServer()
new WebSocketServer({ server: http }).on('connection', setupWSConnection)
http.listen(0, '127.0.0.1', () => answerCpu({ url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`, path: 'votes', document: '', protocols: [] }))
