/** What an import calls a setter: by the Stokt id, or, where there is none, by the name's key. */
export const setterKey = (setter: { stokt_id: string | null; username_key: string }): string =>
  setter.stokt_id === null ? `name:${setter.username_key}` : `stokt:${setter.stokt_id}`
