import type { Config } from '../config/config'
import type { Logger } from '../log/log'
import { apiTransport } from './apiTransport'
import { fileTransport } from './fileTransport'
import type { MailTransport } from './mail'
import { smtpTransport } from './smtpTransport'

export function mailTransport({ mail, dataDir }: Config, log: Logger): MailTransport {
  if (mail.by === 'smtp') return smtpTransport(mail.url)
  if (mail.by === 'files') return fileTransport(dataDir, log)
  return apiTransport(mail.by, mail.key)
}
