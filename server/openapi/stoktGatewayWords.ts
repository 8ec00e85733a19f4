/** The words for fields of what Stokt itself holds, by `Model.name`. */
export const stoktGatewayWords: Readonly<Record<string, string>> = {
  'StoktSetup.read_at': 'When Stokt said so.',
  'StoktClimbPage.read_at': 'When Stokt said so.',
  'StoktClimbPage.count': 'How many climbs Stokt has on all pages and walls together; null if it does not tell.',
  'StoktClimbPage.has_more': 'Whether there is another page.',
  'StoktClimbPage.left_out': 'How many climbs of this page cannot be shown: they name a hold that the wall does not have here, or make no sense.',
  'StoktClimbPage.results': 'The climbs, under the ids that Stokt gave them.',
  'StoktOwn.likes': 'The ids, in Stokt, of the climbs that the caller likes.',
  'StoktOwn.sends': 'The ids, in Stokt, of the climbs that the caller sent.',
  'StoktOwn.read_at': 'When Stokt said so.',
  'stokt.climb.id': 'The id that Stokt gave the climb.',
  'stokt.like.id': 'The id that Stokt gave the climb.',
  'stokt.unlike.id': 'The id that Stokt gave the climb.',
  'stokt.setup.id': 'The id of the face here.',
}
