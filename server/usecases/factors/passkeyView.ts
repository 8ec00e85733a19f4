import type { Passkey } from '../../../shared/model/passkey'
import type { StoredPasskey } from '../../db/stores/passkeys'

/** Built field by field: neither key nor counter leaves. */
export const passkeyView = ({ id, name, created_at, last_used_at }: StoredPasskey): Passkey => ({ id, name, created_at, last_used_at })
