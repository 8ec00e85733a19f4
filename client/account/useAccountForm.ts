import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ErrorCode } from '../../shared/result'
import { ApiError } from '../api/api'
import { NoPasskey } from './passkeys/passkeys'

/**
 * Sends a form, and puts what the server finds wrong beside the field it is about; `fields` says
 * which field a refusal is about where the server does not.
 */
export function useAccountForm(send: () => Promise<void>, onDone: () => void, fields: Partial<Record<ErrorCode | 'offline', string>> = {}) {
  const { t } = useI18n()
  const busy = shallowRef(false)
  const failed = shallowRef('')
  const errors = shallowRef<Readonly<Record<string, string>>>({})

  function take(failure: unknown): void {
    if (failure instanceof NoPasskey) failed.value = t(`account.passkey.${failure.fault}`)
    else if (!(failure instanceof ApiError)) failed.value = t('app.failed')
    else if (failure.code === 'offline') failed.value = t('account.offline')
    // A message that is about no single field stands above the button.
    else if (failure.issues.some(({ path }) => path !== ''))
      errors.value = Object.fromEntries(failure.issues.map(({ path, message }) => [path, message]))
    else if (fields[failure.code] !== undefined) errors.value = { [fields[failure.code] ?? '']: failure.detail }
    else failed.value = failure.detail === '' ? t('app.failed') : failure.detail
  }

  async function submit(): Promise<void> {
    busy.value = true
    failed.value = ''
    errors.value = {}
    try {
      await send()
      onDone()
    } catch (failure) {
      take(failure)
    } finally {
      busy.value = false
    }
  }

  return { submit, busy, failed, errors }
}
