import { readFileSync } from 'node:fs'

/**
 * [SEC-4] These settings are secret. Each may be the path of a file instead, under its name and `_FILE`, so that it
 * stands in no list of processes.
 */
const SECRETS = [
  'JWT_SECRET', 'JWT_SECRET_OLD', 'DATABASE_URL', 'DATABASE_DIRECT_URL', 'BUS_URL', 'API_KEY', 'ADMIN_PASSWORD', 'SMTP_URL',
  'MAIL_API', 'STOKT_TOKEN',
]

/** @returns the settings with the values from files, and the problems, which never quote a file's contents */
export function readSecretFiles(given: Record<string, string>): { env: Record<string, string>; problems: string[] } {
  const env = { ...given }
  const problems: string[] = []
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE: only one of them`)
    try {
      env[name] = readFileSync(file, 'utf8').trim()
      if (env[name] === '') problems.push(`${name}_FILE: the file is empty`)
    } catch (error) {
      problems.push(`${name}_FILE: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
    }
  }
  return { env, problems }
}
