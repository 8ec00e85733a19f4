import { createTransport } from 'nodemailer'
import { hostOf, type MailTransport } from './mail'

const PATIENCE_MS = 10_000
/** Hosts of the machine itself: nobody listens in between. */
const isLoopback = (host: string): boolean => /^(localhost|127\..+|\[::1\])$/.test(host)

function transporterTo(url: string) {
  const at = new URL(url)
  return createTransport({
    host: at.hostname,
    port: Number(at.port || (at.protocol === 'smtps:' ? 465 : 587)),
    secure: at.protocol === 'smtps:',
    ...(at.username ? { auth: { user: decodeURIComponent(at.username), pass: decodeURIComponent(at.password) } } : {}),
    // [SEC-7] Passwords and links always go encrypted, and the certificate has to be valid.
    requireTLS: at.protocol === 'smtp:' && (at.username !== '' || !isLoopback(at.hostname)),
    connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS,
    disableFileAccess: true, disableUrlAccess: true,
  })
}

/** Connects and logs in, and sends nothing. @throws if the server does not take letters from here */
export async function smtpAnswers(url: string): Promise<void> {
  const transporter = transporterTo(url)
  try {
    await transporter.verify()
  } finally {
    transporter.close()
  }
}

/** Sends to any SMTP server. The address says how: `smtps://user:password@host:465`. */
export function smtpTransport(url: string): MailTransport {
  const transporter = transporterTo(url)
  return {
    async send({ id, ...mail }) {
      await transporter.sendMail({ ...mail, messageId: `<${id}@${hostOf(mail.from)}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
    close: () => transporter.close(),
  }
}
