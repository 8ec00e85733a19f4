import type { Config } from './config'

/** Where people find this server: links in letters begin with it. Never what a Host header says. */
export const publicAddress = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string => publicUrl ?? `http://localhost:${port}`
