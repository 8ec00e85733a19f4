/** The words for the parameters by which climbs are found. */
export const climbFieldWords: Readonly<Record<string, string>> = {
  benchmark: 'Only benchmarks, or only others.',
  created_from: 'Only what was set at this moment or later.',
  created_until: 'Only what was set before this moment.',
  grade_max: 'The highest Font grade, with all of that grade.',
  grade_min: 'The lowest Font grade.',
  grips: 'Grip types, with commas between: for each of them the climb has a hold that is officially of that type.',
  holds_mode: '`all`: the climb uses each of the holds; `any`: one of them; `only`: no other hold.',
  local_only: 'Whether only climbs that Stokt does not know are wanted.',
  mine: '`set`: climbs that the caller set; `liked`, `sent`, `unsent`: those that the caller likes, sent or has not sent; `project`: those that the caller marked as a project.',
  mostly: 'A grip type: more than half of the holds for the hands are officially of it.',
  not_conditions: 'Conditions, with commas between: no hold of the climb is officially in one of them.',
  not_holds: 'Numbers of holds, with commas between: the climb uses none of them.',
  not_setters: 'Ids of setters, with commas between: climbs of none of them.',
  order: '`asc` or `desc`; without it the newest, hardest, most climbed or most liked comes first, and names begin with A.',
  setters: 'Ids of setters, with commas between: climbs of one of them.',
  sort: 'By what climbs are sorted. Ungraded climbs come last when sorted by grade; what is equal is in the order of the date.',
}
