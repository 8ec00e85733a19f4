import type { Language } from '../../i18n/messages'
import type { Reader, Words } from './letter'

/** Words that stand under every letter. */
const FEET: Record<Language, { username: (username: string) => string; signature: (gym: string | null) => string }> = {
  fr: {
    username: username => `Votre nom d’utilisateur : ${username}`,
    signature: gym => `mastoc · ${gym ?? 'le mur de votre salle'}. Cet e-mail est automatique : les réponses ne sont pas lues.`,
  },
  en: {
    username: username => `Your username: ${username}`,
    signature: gym => `mastoc · ${gym ?? 'your gym’s wall'}. This is an automatic e-mail: replies are not read.`,
  },
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escaped(text).replaceAll('\n', '<br>')}</p>`

/** Lays the same words out as plain text and as HTML that loads nothing. */
export function renderMail(
  { subject, before, action, after = [] }: Words,
  { language, gym, username }: Reader,
): { subject: string; text: string; html: string } {
  const signature = FEET[language].signature(gym)
  const last = username === '' ? after : [...after, FEET[language].username(username)]
  const text = [...before, ...(action ? [`${action.label}\n${action.link}`] : []), ...last, `-- \n${signature}`].join('\n\n')
  const button = action
    ? `<p style="margin:24px 0"><a href="${escaped(action.link)}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:#ff5a3c;color:#14161a;text-decoration:none;font-weight:600">${escaped(action.label)}</a></p>`
    : ''
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f1ea;color:#22201c;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:520px;margin:0 auto;padding:32px;border-radius:12px;background:#ffffff">
${before.map(paragraph).join('\n')}
${button}
${last.map(paragraph).join('\n')}
<p style="margin:32px 0 0;font-size:13px;color:#6b665c">${escaped(signature)}</p>
</div></body></html>
`
  return { subject, text: `${text}\n`, html }
}
