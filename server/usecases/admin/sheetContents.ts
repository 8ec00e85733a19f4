import { documentName } from '../../../shared/documentName'
import { SheetMark } from '../../../shared/model/sheetMark'
import { contentOf } from '../../collab/documentContent'
import type { RunContext } from '../useCase'

/** The notes of a sheet by hold, and its marks by id. */
interface ReadSheet {
  notes: Readonly<Record<string, string>>
  marks: readonly (readonly [string, SheetMark])[]
}

/** Reads the sheets of all faces that have one, by face. */
export async function sheetContents(
  { stores, services }: Pick<RunContext<unknown>, 'stores' | 'services'>,
): Promise<Map<string, ReadSheet>> {
  const faces = await stores.walls.faces({})
  const sheet = (faceId: string) => documentName({ kind: 'sheet', faceId })
  const there = new Set((await stores.documents.heads(faces.map(({ id }) => sheet(id)))).map(({ name }) => name))
  const read = new Map<string, ReadSheet>()
  for (const { id } of faces) {
    if (!there.has(sheet(id))) continue
    const { notes, marks } = await services.documents.readSheet(id, contentOf)
    const parsed = Object.entries(marks).flatMap(([markId, value]) => {
      const mark = SheetMark.safeParse(value).data
      return mark ? [[markId, mark] as const] : []
    })
    read.set(id, { notes, marks: parsed })
  }
  return read
}
