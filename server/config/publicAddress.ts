import type { Config } from './config'

/** The address under which people find this server: links in letters begin with it. A Host header never decides it. */
export const publicAddress = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string => publicUrl ?? `http://localhost:${port}`
