import { tryNats } from '../../cluster/natsChannel'
import type { Config } from '../../config/config'
import { codeOf, ok, toDo, type Finding } from './finding'

/** [DOCTOR-10] The bus lets this server in. Without one there is nothing to look at. */
export async function checkBus({ bus }: Pick<Config, 'bus'>): Promise<Finding[]> {
  if (bus === null) return []
  try {
    await tryNats(bus)
    return [ok('bus', 'it answers, and knows the login of BUS_URL')]
  } catch (error) {
    return [toDo('bus', `the bus lets nobody in from here (${codeOf(error)}): look at the host, port and login of BUS_URL, and at the firewall`)]
  }
}
