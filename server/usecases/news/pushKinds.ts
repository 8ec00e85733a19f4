import type { PushKinds } from '../../../shared/model/push'
import type { Subscription } from '../../db/stores/feeds/pushes'

export const pushKinds = (
  { on_search, on_project, on_request, on_answer }: Pick<Subscription, 'on_search' | 'on_project' | 'on_request' | 'on_answer'>,
): PushKinds => ({ search: on_search, project: on_project, request: on_request, answer: on_answer })
