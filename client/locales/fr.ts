/** Every area's words, merged, but those that come with their pages; an area is one file, its keys start with the area's name. */
const areas = import.meta.glob<Record<string, unknown>>(['./fr/*.json', '!./fr/{admin,comments,factor,finder,history,lists,logbook,moderation,overview,privacy,report,share,source,statistics,stokt}.json'], {
  eager: true,
  import: 'default',
})

export const messages = Object.assign({}, ...Object.values(areas)) as Record<string, unknown>
