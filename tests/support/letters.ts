import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import type { TestApp } from './app'

/** The letters to this address, oldest first as far as files tell, with the codes that stand behind a # in links. */
export async function lettersTo(app: TestApp, address: string): Promise<{ subject: string; text: string; code: string | null }[]> {
  await app.services.mailQueue.deliver()
  const folder = join(app.dataDir, 'outbox')
  const names = await readdir(folder).catch((): string[] => [])
  const mails = await Promise.all(names.map(async name => PostalMime.parse(await readFile(join(folder, name)))))
  return mails.filter(mail => mail.to?.[0]?.address === address).map(({ subject = '', text = '' }) => ({
    subject, text, code: /https?:\/\/[^/\s]+\/[\w-]+#([\w-]+)/.exec(text)?.[1] ?? null,
  }))
}
