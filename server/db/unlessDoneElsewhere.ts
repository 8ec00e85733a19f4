import { Refusal } from '../../shared/result'
import { isUniqueViolation } from './database'

/** Runs work that another node, starting at the same moment, may do first: the unique indexes decide. @returns null if it did */
export async function unlessDoneElsewhere<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (isUniqueViolation(error) || (error instanceof Refusal && error.code === 'taken')) return null
    throw error
  }
}
