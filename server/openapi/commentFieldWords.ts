/** The words for fields of comments, one for each name. */
export const commentFieldWords: Readonly<Record<string, string>> = {
  climb_name: 'The name of the climb.',
  comment: 'The comment itself; null where the thing is a climb.',
  comments: 'The comments that the user wrote.',
  replied_to_id: 'The id of the comment that it answers; null if it answers none. Answers have no answers: those of an answer stand beside it.',
}

/** The words for their fields whose meaning differs from the usual one, by model, request or command. */
export const commentModelFieldWords: Readonly<Record<string, string>> = {
  'Comment.text': 'The words of the comment.',
  'Comment.user_id': 'The id of the user who wrote it.',
  'Comment.user_name': 'The name of the user who wrote it; null while that account waits for its deletion.',
  'CommentsCreateRequest.id': 'An id that the client made, a UUID. The same comment sent again is written once.',
  'CommentsCreateRequest.text': 'The words of the comment.',
  'CommentsUpdateRequest.text': 'The words of the comment.',
  'CommentsHideRequest.reason': 'Why; its writer reads it, and it is kept in the log.',
  'CommentChanged.audit_id': 'The entry of the log by which it can be undone; null where nothing changed.',
  'CommentChanged.changed': 'How many comments changed: one, or none if it was so before.',
  'comments.delete.reason': 'Why an admin deletes it; its writer reads it.',
  'MadeSince.comments': 'Comments that are shown on public climbs.',
  'Person.comments': 'The newest comments of the user on public climbs, hidden and deleted ones too.',
  'PersonComment.state': '`shown`, `hidden` by an admin, or `deleted`: in the bin.',
  'PersonComment.text': 'The words of the comment.',
  'BinEntry.climb': 'The climb; null where the thing is a comment.',
  'ReportSeen.climb_id': 'The id of the climb on which a comment stands.',
}
