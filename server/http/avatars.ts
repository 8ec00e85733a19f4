import { Router } from 'express'
import { Refusal } from '../../shared/result'
import { RAW_PRICES } from '../limits/restPrices'
import type { Services } from '../services/services'
import type { Entrance } from './entrance'

/** Serves `GET /api/users/:id/avatar`. It is public, because an `<img>` sends no token. */
export function avatarRouter({ stores }: Services, { payAsGuest }: Entrance): Router {
  return Router().get('/api/users/:id/avatar', async (request, response) => {
    payAsGuest(request, RAW_PRICES.avatar)
    const { id } = request.params
    const avatar = id.includes('\0') ? null : await stores.avatars.get(id)
    // [PEOPLE-12] An account that waits for its deletion is hidden at once.
    if (!avatar || (await stores.users.byId(id))?.deletes_at !== null) throw new Refusal('not_found')
    response.set({
      'Content-Type': 'image/webp',
      'ETag': `"${avatar.name}"`,
      'Cache-Control': 'public, max-age=3600',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
    if (request.fresh) response.status(304).end()
    else response.send(avatar.bytes)
  })
}
