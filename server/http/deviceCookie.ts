import type { Request, Response } from 'express'
import type { Config } from '../config/config'

/** The longest life that browsers allow. */
const DAYS_400 = 400 * 24 * 3600 * 1000

/** The cookie by which an account knows a browser again; it opens nothing. */
export function deviceCookie(request: Request, config: Config) {
  const secure = config.publicUrl?.startsWith('https:') || request.secure
  const name = secure ? '__Host-device' : 'device'
  return {
    name,
    set: (response: Response, proof: string) =>
      void response.cookie(name, proof, { httpOnly: true, secure, sameSite: 'strict', path: '/', maxAge: DAYS_400 }),
  }
}
