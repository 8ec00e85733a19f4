import webpush from 'web-push'
import { decrypt, encrypt } from '../auth/encryption'
import type { Config } from '../config/config'
import type { Database } from '../db/database'
import { storesOn } from '../db/stores/stores'
import type { Clock } from '../config/clock'

export interface VapidKeys {
  publicKey: string
  privateKey: string
}
const NAME = 'vapid'

/**
 * [PUSH-2] The keys by which push services know this server. The first server that needs them makes them, and all servers on
 * the database share them. They are encrypted with the secret of the sessions. If that is lost, new keys are made, and
 * browsers subscribe again.
 */
export function createVapidKeys({ db, config, clock }: { db: Database; config: Config; clock: Clock }): () => Promise<VapidKeys> {
  const { pushes, serverSecrets } = storesOn(db)
  const seal = (keys: VapidKeys) => encrypt(JSON.stringify(keys), config.jwtSecret, 'push')
  const open = (sealed: string, jwtSecretOld: string | null) =>
    JSON.parse(decrypt(sealed, { jwtSecret: config.jwtSecret, jwtSecretOld }, 'push')) as VapidKeys

  async function read(sealed: string): Promise<VapidKeys | null> {
    try {
      return open(sealed, null)
    } catch {
      try {
        const keys = open(sealed, config.jwtSecretOld)
        await serverSecrets.replace(NAME, sealed, seal(keys))
        return keys
      } catch {
        return null
      }
    }
  }

  async function load(): Promise<VapidKeys> {
    await serverSecrets.make(NAME, seal(webpush.generateVAPIDKeys()), clock())
    const sealed = await serverSecrets.sealed(NAME)
    const keys = sealed === null ? null : await read(sealed)
    if (keys) return keys
    if (sealed !== null && await serverSecrets.replace(NAME, sealed, seal(webpush.generateVAPIDKeys()))) await pushes.removeAll()
    const renewed = await serverSecrets.sealed(NAME)
    if (renewed === null) throw new Error('the keys of notifications are gone')
    return open(renewed, null)
  }

  let loading: Promise<VapidKeys> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}
