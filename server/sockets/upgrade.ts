import type { Server as HttpServer } from 'node:http'
import type { Services } from '../services/services'
import { isOriginAllowed } from '../http/origins'

/** Takes the WebSockets that are not Socket.IO's: documents at `/yjs/…`. Others are closed. */
export function serveUpgrades(http: HttpServer, services: Services): void {
  http.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?')[0] ?? ''
    if (path.startsWith('/socket.io/')) return
    if (!path.startsWith('/yjs/') || !isOriginAllowed(request, services.config)) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
      return
    }
    services.documents.handleUpgrade(request, socket, head)
  })
}
