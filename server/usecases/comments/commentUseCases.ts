import type { commentCommands } from '../../../shared/contract/comments'
import type { UseCase } from '../useCase'
import { deleteComment, restoreComment, updateComment } from './changeComment'
import { createComment } from './createComment'
import { listComments } from './listComments'
import { hideComment, showComment } from './moderateComment'

/** The use-case of each command about comments. */
export const commentUseCases: { [C in keyof typeof commentCommands]: UseCase<C> } = {
  'comments.list': listComments,
  'comments.create': createComment,
  'comments.update': updateComment,
  'comments.delete': deleteComment,
  'comments.restore': restoreComment,
  'comments.hide': hideComment,
  'comments.show': showComment,
}
