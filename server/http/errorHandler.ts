import type { ErrorRequestHandler, Request } from 'express'
import { Refusal } from '../../shared/result'
import type { Logger } from '../log/log'
import type { TellRefusal } from '../operation/refusalLog'
import type { TellFailure } from '../operation/failures'
import type { AnswerRefusal } from './lateRefusals'
import { asRefusal, problemOf, type Problem } from './problem'
import { localsOf } from './requestId'
import { languageOf } from '../i18n/messages'

/** The caller left before the end. It is nobody's fault, and nobody waits for an answer. */
function hasLeft(request: Request, error: unknown): boolean {
  if (!(error instanceof Error) || (!request.socket.destroyed && !request.destroyed)) return false
  const { code, type } = error as Error & { code?: unknown; type?: unknown }
  return (
    type === 'request.aborted' || /^(ECONNABORTED|ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|ERR_STREAM_DESTROYED)$/.test(String(code))
  )
}

interface Parts {
  log: Logger
  tell: TellRefusal
  tellFailure: TellFailure
  answerTooFast: AnswerRefusal
}

/** [REST-2] Answers every error as a problem that can be shown. */
export const errorHandler = (parts: Parts): ErrorRequestHandler => (error: unknown, request, response, _next) => {
  const { log, tell, tellFailure, answerTooFast } = parts
  if (hasLeft(request, error)) return void response.destroy()
  const refusal = asRefusal(error)
  const { requestId, asking } = localsOf(response)
  const problem: Problem = { ...problemOf(refusal, languageOf(request.headers['accept-language'])), request_id: requestId }
  if (problem.status >= 500) {
    log[error instanceof Refusal ? 'warn' : 'error'](
      { err: error, request_id: requestId, method: request.method, path: request.path },
      'request failed',
    )
    tellFailure('request', error, requestId)
  } else tell(refusal, { ...(asking ?? { what: 'no command' }), requestId })
  // Half of an answer is worse than none: the connection ends, and the client sees that it did.
  if (response.headersSent) return void response.destroy()
  if (problem.status === 503) response.set('Retry-After', String(refusal.params['seconds'] ?? 2))
  if (problem.status === 429) response.set('Retry-After', String(refusal.params['seconds'] ?? 1))
  response.set('Cache-Control', 'no-store')
  const answer = () => void response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  if (problem.status === 429) answerTooFast(request, response, answer)
  else answer()
}
