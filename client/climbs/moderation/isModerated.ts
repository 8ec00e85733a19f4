import type { ClimbRow } from '../../../shared/model/climb'
import { isLocalId } from '../../offline/outbox/item'

/** An admin acts on public climbs that the server knows. */
export const isModerated = ({ id, is_private }: Pick<ClimbRow, 'id' | 'is_private'>): boolean => !is_private && !isLocalId(id)
