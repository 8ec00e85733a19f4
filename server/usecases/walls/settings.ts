type Given<T> = Partial<{ [K in keyof T]: Exclude<T[K], undefined> }>

/** The fields that the request names. */
export const given = <T extends object>(input: T): Given<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Given<T>

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The fields whose wanted value is another than the one of before. */
export const changedFields = <T extends object>(before: T, wanted: Partial<T>): (keyof T & string)[] =>
  (Object.keys(wanted) as (keyof T & string)[]).filter(field => !isSame(before[field], wanted[field]))

export const picked = <T extends object, K extends keyof T>(from: T, fields: readonly K[]): Partial<Pick<T, K>> =>
  Object.fromEntries(fields.map(field => [field, from[field]])) as Partial<Pick<T, K>>
