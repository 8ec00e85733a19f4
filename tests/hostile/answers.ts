/** The answers to an attacker, and how often each came: status codes, close codes, errors' codes. */
export type Answers = Record<string, number>

export interface Tally {
  answers: Answers
  note: (answer: string | number) => void
}

export function tally(): Tally {
  const answers: Answers = {}
  return {
    answers,
    note(answer) {
      answers[answer] = (answers[answer] ?? 0) + 1
    },
  }
}

export const wordsOf = (answers: Answers): string => Object.entries(answers).map(([answer, times]) => `${times} x ${answer}`).join(', ')
