import type { Passkey } from '../../../shared/model/passkey'
import type { StoredPasskey } from '../../db/stores/accounts/passkeys'

/** The view is built field by field, so that neither key nor counter leaves the server. */
export const passkeyView = ({ id, name, created_at, last_used_at }: StoredPasskey): Passkey => ({ id, name, created_at, last_used_at })
