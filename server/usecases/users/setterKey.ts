/** The key by which an import knows a setter: the Stokt id, or, without one, the name's key. */
export const setterKey = (setter: { stokt_id: string | null; username_key: string }): string =>
  setter.stokt_id === null ? `name:${setter.username_key}` : `stokt:${setter.stokt_id}`
