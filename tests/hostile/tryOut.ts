import { expect } from 'vitest'
import type { Answers } from './answers'
import { attacks, type AttackName } from './attacks'
import type { Target } from './target'
import { boundOf, underAttack } from './underAttack'

export const SPAN = { seconds: 1.5, quietSeconds: 0.25 }
/** On a machine that others use as well, a bystander's wait is only told roughly; the promised bounds are measured in the long tests. */
const ROUGHLY_MS = 300

export interface Trial {
  name: AttackName
  /** The allowed answers, by their beginnings. */
  only: readonly string[]
  /** Answers that have to come, and how often at most. */
  some?: Answers
}

/** Attacks for a moment: every answer is an allowed one, and others are served as before. */
export async function tryOut(target: Target, { name, only, some = {} }: Trial): Promise<void> {
  const { answers, failures, attacked, quiet, back } = await underAttack(target, attacks[name].attack, { ...SPAN, least: ROUGHLY_MS })
  expect(Object.keys(answers).filter(answer => !only.some(begins => answer.startsWith(begins)))).toEqual([])
  expect(Object.keys(answers)).toEqual(expect.arrayContaining(Object.keys(some)))
  for (const [answer, most] of Object.entries(some)) expect(answers[answer]).toBeLessThanOrEqual(most)
  expect(failures).toBe(0)
  expect(attacked).toBeLessThan(boundOf(quiet, ROUGHLY_MS))
  expect(back).not.toBeNull()
}
