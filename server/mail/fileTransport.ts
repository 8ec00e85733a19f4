import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Logger } from '../log/log'
import { hostOf, type MailTransport } from './mail'

/** Writes each letter as a file into `DATA_DIR/outbox`, for development; the log tells the path, never the text. */
export function fileTransport(dataDir: string, log: Logger): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true })
  const folder = join(dataDir, 'outbox')
  return {
    async send({ id, ...mail }) {
      const { message } = await composer.sendMail({ ...mail, messageId: `<${id}@${hostOf(mail.from)}>` }) as { message: Buffer }
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${id}.eml`)
      await writeFile(`${file}.part`, message, { mode: 0o600 })
      await rename(`${file}.part`, file)
      log.info({ file }, 'mail written')
    },
    close: () => {},
  }
}
