import { formatHoldsList } from '../../../shared/rules/holdsList'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { StoredImportClimb } from '../../db/stores/imports/importedRows'
import { importReason, type ImportReasonCode } from '../../../shared/model/importReason'
import { rejectedRow } from '../../sources/rejectedRow'
import type { ImportClimb, RejectedRow } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
interface Claimed {
  /** The climb that is known under the id already. */
  known: StoredImportClimb | undefined
  faceId: string
  /** The climb's setter according to Stokt. */
  setterId: string | null
  rejected: RejectedRow[]
  actor: AuditEntry['actor']
}

/** Chooses the climb that is the imported one: its setter's own, else one with the very same holds. */
function theOne(claims: readonly StoredImportClimb[], climb: ImportClimb, { faceId, setterId }: Claimed): StoredImportClimb | undefined {
  const here = claims.filter(claim => claim.face_id === faceId && claim.deleted_at === null)
  const holds = formatHoldsList(climb.holds)
  return (
    here.find(claim => setterId !== null && claim.created_by_id === setterId) ??
    here.find(claim => !claim.is_private && claim.holds_list === holds)
  )
}

/**
 * [IMPORT-8] An import decides the owner of a climb. Of the climbs that claim this Stokt id the setter's own keeps it;
 * another's with the same holds becomes the setter's; the others lose the id. Each decision is reported.
 * @returns the stored climb, if any, and its changes beside the import's own fields
 */
export async function settleClaims(
  { stores, touch, now }: Context,
  climb: ImportClimb,
  claims: readonly StoredImportClimb[],
  claimed: Claimed,
) {
  const { known, setterId, rejected, actor } = claimed
  const one = known ?? theOne(claims, climb, claimed)
  const isTakenOver = one !== undefined && one !== known && one.created_by_id !== setterId
  const tell = async (claim: StoredImportClimb, action: 'climb.taken_over' | 'climb.claim_refused', why: ImportReasonCode) => {
    rejected.push(rejectedRow({ kind: 'claim', id: climb.stokt_id ?? '', name: claim.name }, importReason(why)))
    await stores.audit.append(
      { actor, action, target: { kind: 'climb', id: claim.id }, detail: { stokt_id: climb.stokt_id, owner: claim.created_by_id } },
      now,
    )
  }
  if (isTakenOver) await tell(one, 'climb.taken_over', 'claim_taken_over')
  for (const other of claims) {
    if (other === one) continue
    await stores.climbs.update(other.id, { stokt_claim: null, synced_at: null, updated_at: now })
    touch.climbAnywhere(other.id)
    await tell(other, 'climb.claim_refused', 'claim_refused')
  }
  return { one, changes: { ...(one?.stokt_claim == null ? {} : { stokt_claim: null }), ...(isTakenOver ? { created_by_id: null } : {}) } }
}
