import type { Request, Response } from 'express'
import type { Config } from '../config/config'

const DAYS_30 = 30 * 24 * 3600 * 1000

/** The cookie that keeps a browser's refresh token out of its scripts' reach. */
export function refreshCookie(request: Request, config: Config) {
  const secure = config.publicUrl?.startsWith('https:') || request.secure
  // The __Host- prefix binds the cookie to this host; browsers take it over https only, at path /.
  const name = secure ? '__Host-refresh' : 'refresh'
  const options = { httpOnly: true, secure, sameSite: 'strict', path: '/' } as const
  return {
    name,
    set(response: Response, token: string | null) {
      if (token === null) response.clearCookie(name, options)
      else response.cookie(name, token, { ...options, maxAge: DAYS_30 })
    },
  }
}
