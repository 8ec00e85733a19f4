import { randomBytes } from 'node:crypto'
import { readConfig, WrongSettings, type Config } from '../../config/config'
import { contradictions } from '../../config/contradictions'
import { readSecretFiles } from '../../files/secretFiles'
import { ok, toDo, type Finding } from './finding'

type Environment = Record<string, string | undefined>

export const isLoopback = (address: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname)

/** The faults for a server that others reach, also where NODE_ENV does not say that it is one. */
function faultsInProduction(given: Record<string, string>, config: Config): string[] {
  const proxied = config.publicUrl?.startsWith('https:') && config.trustProxy === null
  return [
    ...contradictions({ ...given, NODE_ENV: 'production' }),
    ...(config.production ? [] : ['NODE_ENV is not production: set it where people use this server']),
    ...(proxied ? ['TRUST_PROXY is not set: behind a proxy all visitors seem to be one, and share its limits; set it to 1, or to the address of the proxy'] : []),
  ]
}

/** [DOCTOR-2] @returns no config where the settings cannot be read at all */
export function checkSettings(environment: Environment): { config: Config | null; findings: Finding[] } {
  const named = Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value] as const] : [])))
  const { env } = readSecretFiles(named)
  try {
    // Reading makes a missing secret, and the doctor changes nothing: it gets one that is thrown away.
    const config = readConfig(env.JWT_SECRET === undefined ? { ...named, JWT_SECRET: randomBytes(48).toString('base64url') } : named)
    const isTrial = !config.production && config.publicUrl !== null && isLoopback(config.publicUrl)
    const faults = isTrial ? [] : [...new Set(faultsInProduction(env, config))]
    return {
      config,
      findings: faults.length > 0
        ? faults.map(fault => toDo('settings', fault))
        : [ok('settings', isTrial ? 'they can be read, and are for this machine alone' : 'nothing is missing or wrong')],
    }
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error
    return { config: null, findings: error.problems.map(problem => toDo('settings', problem)) }
  }
}
