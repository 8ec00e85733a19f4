/** True if the stored row differs in any of the fields that the import knows. */
export function differs(stored: object, wanted: object): boolean {
  const was = stored as Record<string, unknown>
  return Object.entries(wanted).some(([field, value]) => JSON.stringify(was[field]) !== JSON.stringify(value))
}
