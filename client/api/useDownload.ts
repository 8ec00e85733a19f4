import { useI18n } from 'vue-i18n'
import { saveFile } from '../ui/saveFile'
import { useToasts } from '../ui/toastsStore'
import { useApi } from './useApi'

/** Saves a file of the server. A plain link would not say who asks. */
export function useDownload() {
  const { locale } = useI18n()
  const { tokens } = useApi()
  const toasts = useToasts()

  async function fetched(path: string): Promise<Blob> {
    const token = await tokens.fresh()
    const headers = { 'accept-language': locale.value, ...token ? { authorization: `Bearer ${token}` } : {} }
    const answer = await fetch(path, { headers })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return answer.blob()
  }

  /** @param failed is shown if it cannot be had */
  const download = (path: string, { name, failed }: { name: string; failed: string }): void =>
    void fetched(path).then(blob => saveFile(blob, name)).catch(() => toasts.show({ tone: 'danger', text: failed }))
  return { download }
}
