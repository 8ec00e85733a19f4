/** Random enough to be nobody else's. `crypto.randomUUID` is not there where a gym serves its wall without TLS. */
export const newId = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
