import { addToList, createList, deleteList, getList, listMyLists, orderList, removeFromList, updateList } from './lists'
import { deleteSearch, keepSearch, listMySearches, updateSearch } from './searches'

/** Lists of climbs and kept searches. */
export const listUseCases = {
  'lists.mine': listMyLists,
  'lists.create': createList,
  'lists.get': getList,
  'lists.update': updateList,
  'lists.delete': deleteList,
  'lists.addClimb': addToList,
  'lists.removeClimb': removeFromList,
  'lists.order': orderList,
  'searches.mine': listMySearches,
  'searches.create': keepSearch,
  'searches.update': updateSearch,
  'searches.delete': deleteSearch,
}
