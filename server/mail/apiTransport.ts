import type { Mail, MailTransport } from './mail'

const PATIENCE_MS = 10_000

interface Provider {
  endpoint: string
  /** Answers whoever has a good key, and changes nothing. */
  asking: string
  headers: (key: string, id: string) => Record<string, string>
  body: (mail: Mail) => object
}

/** The two parts of `Name <address>`. */
function sender(from: string): { name?: string; email: string } {
  const [, name, email] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? []
  if (!email) return { email: from.trim() }
  return name ? { name, email } : { email }
}

const providers: Record<'resend' | 'brevo', Provider> = {
  resend: {
    endpoint: 'https://api.resend.com/emails',
    asking: 'https://api.resend.com/domains',
    // The provider drops an e-mail that it was given twice with the same key.
    headers: (key, id) => ({ authorization: `Bearer ${key}`, 'idempotency-key': id }),
    body: ({ from, to, subject, text, html }) => ({ from, to: [to], subject, text, html }),
  },
  brevo: {
    endpoint: 'https://api.brevo.com/v3/smtp/email',
    asking: 'https://api.brevo.com/v3/account',
    headers: key => ({ 'api-key': key }),
    body: ({ id, from, to, subject, text, html }) => ({
      sender: sender(from), to: [{ email: to }], subject, textContent: text, htmlContent: html, headers: { idempotencyKey: id },
    }),
  },
}

/** Asks the provider whether the key is good, and sends nothing. @throws if it is not */
export async function apiAnswers(by: 'resend' | 'brevo', key: string, address = providers[by].asking): Promise<void> {
  const answer = await fetch(address, {
    headers: { accept: 'application/json', ...providers[by].headers(key, '') },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  // A key of Resend that may only send is refused here under this name.
  const isForSending = (await answer.text()).includes('restricted_api_key')
  if (!answer.ok && !isForSending) throw new Error(`${by} answered ${answer.status}`)
}

/** Sends over HTTPS, for hosts that let no SMTP out. */
export function apiTransport(by: 'resend' | 'brevo', key: string, endpoint = providers[by].endpoint): MailTransport {
  return {
    async send(mail) {
      const { headers, body } = providers[by]
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers(key, mail.id) },
        body: JSON.stringify(body(mail)),
        // Redirects are refused: a letter holds links that open accounts, and goes only where the settings say.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`${by} answered ${answer.status}`)
    },
    close: () => {},
  }
}
