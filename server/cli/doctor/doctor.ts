import { statfsSync } from 'node:fs'
import { z } from 'zod'
import type { Console } from '../console'
import { UsageError } from '../usageError'
import { checkBackups } from './checkBackups'
import { checkBus } from './checkBus'
import { checkDatabase } from './checkDatabase'
import { checkDisk } from './checkDisk'
import { checkMailSetting } from './checkMailSetting'
import { checkSettings } from './checkSettings'
import { checkWeb } from './checkWeb'
import { toDo, type Finding } from './finding'

export interface DoctorOptions {
  /** The address to look at instead of PUBLIC_URL. */
  url: string | null
  /** A trial letter goes there. */
  mail: string | null
}

/** The machine around the program; tests hand over a sick one. */
export interface Machine {
  now: () => number
  statfs: Parameters<typeof checkDisk>[0]['statfs']
  uid: number | null
  ca?: string
}
const thisMachine: Machine = { now: Date.now, statfs: path => statfsSync(path), uid: process.getuid?.() ?? null }

function addressOf({ url }: DoctorOptions): string | null {
  if (url === null) return null
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new UsageError('URL: it begins with https:// or http://')
  return url.replace(/\/+$/, '')
}

async function findingsOf(options: DoctorOptions, environment: Console['environment'], machine: Machine): Promise<Finding[]> {
  const given = addressOf(options)
  if (options.mail !== null && !z.email().safeParse(options.mail).success) throw new UsageError('--mail: it is no e-mail address')
  const { config, findings } = checkSettings(environment)
  if (config === null) return findings
  const address = given ?? config.publicUrl
  return [
    ...findings,
    ...(address === null
      ? [toDo('https', 'there is no address to look at: set PUBLIC_URL, or name one: mastoc doctor https://…')]
      : await checkWeb({ address, now: machine.now, ...machine.ca && { ca: machine.ca } })),
    ...await checkDatabase({ config, now: machine.now }),
    ...await checkBus(config),
    ...checkDisk({ config, statfs: machine.statfs, uid: machine.uid }),
    ...await checkMailSetting(config, options.mail),
    checkBackups(config, machine.now()),
  ]
}

/** [DOCTOR-1] A line for each part: ok, or what to do. It changes nothing. @returns true if all is well */
export async function doctor(options: DoctorOptions, console: Console, machine: Machine = thisMachine): Promise<boolean> {
  const findings = await findingsOf(options, console.environment, machine)
  for (const { part, isOk, text } of findings) console.out(`${isOk ? 'ok   ' : 'TO DO'}  ${part}: ${text}`)
  const troubles = findings.filter(({ isOk }) => !isOk).length
  console.out(troubles === 0 ? 'All is well.' : `${troubles} ${troubles === 1 ? 'thing' : 'things'} to do.`)
  return troubles === 0
}
