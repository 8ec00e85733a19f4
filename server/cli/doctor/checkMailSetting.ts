import { randomUUID } from 'node:crypto'
import type { Config } from '../../config/config'
import { createLog } from '../../log/log'
import { checkMail } from '../../mail/checkMail'
import { mailTransport } from '../../mail/transport'
import { codeOf, ok, toDo, type Finding } from './finding'

const TEXT = 'This letter was sent by "mastoc doctor". Letters from this server arrive.'

/** The answer of a mail server begins with a number that says why; its text may repeat a name or an address. */
function whyOf(error: unknown): string {
  const answered = error instanceof Error && 'responseCode' in error ? ` ${String(error.responseCode)}` : ''
  const told = error instanceof Error && /^(resend|brevo) answered \d+$/.test(error.message) ? `, ${error.message}` : ''
  return `${codeOf(error)}${answered}${told}`
}

async function sendTrial(config: Config, to: string): Promise<Finding> {
  const transport = mailTransport(config, createLog('silent'))
  try {
    const html = `<p>${TEXT.replaceAll('"', '&quot;')}</p>`
    await transport.send({ id: randomUUID(), from: config.mailFrom, to, subject: 'mastoc doctor', text: TEXT, html })
    return ok('mail', 'the trial letter was taken: see whether it arrives, and not among spam')
  } catch (error) {
    return toDo('mail', `the trial letter was refused (${whyOf(error)}): look at MAIL_FROM, which has to be an address that the mail server may send for`)
  } finally {
    transport.close()
  }
}

/** [DOCTOR-7] Connects without sending; a trial letter is sent only if it is asked for. */
export async function checkMailSetting(config: Config, to: string | null): Promise<Finding[]> {
  const { mail } = config
  if (mail.by === 'files')
    return [toDo('mail', 'letters are only written into files, so nobody can reset a password: set SMTP_URL or MAIL_API')]
  try {
    await checkMail(mail)
  } catch (error) {
    const name = mail.by === 'smtp' ? 'SMTP_URL' : 'MAIL_API'
    return [toDo('mail', `the mail server of ${name} takes nothing from here (${whyOf(error)}): look at its host, port, user and password, and at the firewall`)]
  }
  return [ok('mail', 'the mail server answers'), ...(to === null ? [] : [await sendTrial(config, to)])]
}
