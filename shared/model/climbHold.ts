export const ROLES = ['S', 'O', 'F', 'T'] as const
/** The role of a hold in a climb: start, other, feet only, top. */
export type Role = (typeof ROLES)[number]

export interface ClimbHold {
  hold_id: number
  role: Role
}
