import type { SheetVersion } from '../../../shared/model/sheetVersion'
import { Refusal } from '../../../shared/result'
import type { StoredVersion, VersionHead } from '../../db/stores/annotations/sheetVersions'
import type { UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'
import { changeNote } from './changeNote'

const BEFORE = ['hour', 'restore', 'anew'] as const

const versionView = ({ id, at, key, notes_count, marks_count }: VersionHead): SheetVersion =>
  ({ id, at, before: BEFORE.find(word => key.startsWith(word)) ?? 'restore', notes_count, marks_count })

/** @throws Refusal `not_found` */
async function versionOf({ stores }: ReadContext, { face, id }: { face: string; id: string }): Promise<StoredVersion> {
  const version = await stores.sheetVersions.get(face, id)
  if (!version) throw new Refusal('not_found')
  return version
}

export const listSheetVersions: UseCase<'sheetVersions.list'> = {
  async reads({ stores }, { face, ...page }) {
    if (!await stores.walls.face({ id: face })) throw new Refusal('not_found')
    const { results, count } = await stores.sheetVersions.list(face, page)
    return { results: results.map(versionView), count, ...page }
  },
}

export const getSheetVersion: UseCase<'sheetVersions.get'> = {
  async reads(context, asked) {
    const version = await versionOf(context, asked)
    return { ...versionView(version), ...version.content }
  },
}

/** [HISTORY-4] The server writes the version over all locks; the sheet's state before is kept too. */
export const restoreNote: UseCase<'sheetVersions.restore'> = {
  async runs(context, { hold_id: holdId, ...asked }) {
    const { id, face_id: faceId, content } = await versionOf(context, asked)
    const text = content.notes[String(holdId)] ?? ''
    await changeNote(context, {
      faceId,
      holdId,
      told: 'restored',
      change: () => text,
      async record({ actor, stores, now }, texts) {
        await stores.audit.append(
          {
            actor, action: 'note.restore', target: { kind: 'hold', id: String(holdId) }, detail: { version_id: id },
            state: { faceId, holdId, ...texts },
          },
          now,
        )
      },
    })
    return { hold_id: holdId, text }
  },
}
