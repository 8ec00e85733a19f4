import type { Stores } from '../../db/stores/stores'

/** [GYM-6] What an admin changed here outlives an import. */
export async function keptSettings<T extends object>(
  stores: Stores,
  kind: 'gym' | 'face',
  was: (T & { id: string }) | null,
): Promise<Partial<T>> {
  const changed = was ? await stores.wallSettings.fieldsChanged({ kind, id: was.id }, `${kind}.update`) : []
  return Object.fromEntries(Object.entries(was ?? {}).filter(([field]) => changed.includes(field))) as Partial<T>
}
