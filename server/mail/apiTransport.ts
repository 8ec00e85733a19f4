import type { Mail, MailTransport } from './mail'

const PATIENCE_MS = 10_000

interface Provider {
  endpoint: string
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
    // With the same key the provider drops a letter that it was given twice.
    headers: (key, id) => ({ authorization: `Bearer ${key}`, 'idempotency-key': id }),
    body: ({ from, to, subject, text, html }) => ({ from, to: [to], subject, text, html }),
  },
  brevo: {
    endpoint: 'https://api.brevo.com/v3/smtp/email',
    headers: key => ({ 'api-key': key }),
    body: ({ id, from, to, subject, text, html }) => ({
      sender: sender(from), to: [{ email: to }], subject, textContent: text, htmlContent: html, headers: { idempotencyKey: id },
    }),
  },
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
