import type { Language } from '../../transport/words'
import type { Words } from './letter'

const SIGNATURES: Record<Language, string> = {
  fr: 'mastoc, le mur de votre salle. Cet e-mail est automatique : les réponses ne sont pas lues.',
  en: 'mastoc, your gym’s wall. This is an automatic e-mail: replies are not read.',
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escaped(text).replaceAll('\n', '<br>')}</p>`

/** The same words as plain text and as HTML that needs nothing from anywhere. */
export function layOut({ subject, before, action, after = [] }: Words, language: Language): { subject: string; text: string; html: string } {
  const signature = SIGNATURES[language]
  const text = [...before, ...(action ? [`${action.label}\n${action.link}`] : []), ...after, `-- \n${signature}`].join('\n\n')
  const button = action
    ? `<p style="margin:24px 0"><a href="${escaped(action.link)}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:#ff5a3c;color:#14161a;text-decoration:none;font-weight:600">${escaped(action.label)}</a></p>`
    : ''
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f1ea;color:#22201c;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:520px;margin:0 auto;padding:32px;border-radius:12px;background:#ffffff">
${before.map(paragraph).join('\n')}
${button}
${after.map(paragraph).join('\n')}
<p style="margin:32px 0 0;font-size:13px;color:#6b665c">${escaped(signature)}</p>
</div></body></html>
`
  return { subject, text: `${text}\n`, html }
}
