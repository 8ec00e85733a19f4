import type { MailSetting } from '../config/config'
import { apiAnswers } from './apiTransport'
import { smtpAnswers } from './smtpTransport'

/** Connects to the next mail server, or to the provider, and logs in without sending. @throws if it takes no letters */
export async function checkMail(mail: Exclude<MailSetting, { by: 'files' }>): Promise<void> {
  if (mail.by === 'smtp') await smtpAnswers(mail.url)
  else await apiAnswers(mail.by, mail.key)
}
