import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'

export type Route = Pick<Command, 'method' | 'path' | 'gate' | 'query'>

const routeOf = ({ method, path, gate, query }: Command): Route => ({ method, path, gate, ...(query ? { query } : {}) })

/**
 * The method and the address of each command. The build puts the finished table in the place of this file: the schemas of
 * the contract take a slow phone a tenth of a second to make, and the server checks every input in any case.
 */
export const routes = Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, routeOf(command)])) as Record<
  CommandName,
  Route
>
