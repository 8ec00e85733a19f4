import { stringify } from 'csv-stringify/sync'
import type { Condition, GripType } from '../../../shared/model/annotationParts'
import type { HoldColour } from '../../../shared/model/hold'
import type { Task, TaskKind } from '../../../shared/model/task'
import { WORK_FOR } from '../../../shared/rules/careWork'
import { Refusal } from '../../../shared/result'
import type { RequestFacts, UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'

interface Needy {
  hold_id: number
  label: string
  colour: HoldColour | null
  grip: GripType | null
  /** Distances from the left and from the top, in hundredths of the picture. */
  place: [number, number]
  climbs: number
  condition: { value: Condition; votes: number; cast: number } | null
  tasks: Task[]
  lock: string | null
}

/** Lists holds with open tasks, an officially bad condition or a lock; those of most public climbs first. */
async function needyHolds(
  { stores, now }: Pick<ReadContext, 'stores' | 'now'>, face: { id: string; picture_width: number; picture_height: number },
): Promise<Needy[]> {
  const holds = await stores.walls.holds(face.id)
  const consensus = await stores.annotations.keptConsensus({ faceId: face.id })
  const tasks = new Map<number, Task[]>()
  for (const task of await stores.tasks.openOfFace(face.id)) tasks.set(task.hold_id, [...tasks.get(task.hold_id) ?? [], task])
  const locks = new Map((await stores.locks.ofFace(face.id, now)).map(lock => [lock.hold_id, lock.reason]))
  const climbs = await stores.climbs.countsByHold(face.id)
  const needy = holds.filter(({ removed_at }) => removed_at === null).flatMap((hold): Needy[] => {
    const said = consensus.get(hold.id)
    const isBad = said?.condition_official === true && said.condition !== null && said.condition !== 'ok'
    if (!isBad && !tasks.has(hold.id) && !locks.has(hold.id)) return []
    return [
      {
        hold_id: hold.id,
        label: hold.label,
        colour: hold.colour,
        grip: said?.grip_type_official ? (said.grip_type as GripType) : null,
        climbs: climbs.get(hold.id) ?? 0,
        tasks: tasks.get(hold.id) ?? [],
        lock: locks.get(hold.id) ?? null,
        place: [Math.round((100 * hold.centroid_x) / face.picture_width), Math.round((100 * hold.centroid_y) / face.picture_height)],
        condition: isBad ? { value: said.condition as Condition, votes: said.condition_votes, cast: said.condition_votes_cast } : null,
      },
    ]
  })
  return needy.sort((a, b) => b.climbs - a.climbs || a.hold_id - b.hold_id)
}

const COLUMNS = [
  'hold',
  'grip',
  'colour',
  'left',
  'top',
  'climbs',
  'condition',
  'votes',
  'work',
  'note',
  'asked',
  'since',
  'locked',
] as const satisfies readonly string[]

/** The work that was asked for, and the work that the hold's condition calls for. */
function worksOf({ condition, tasks }: Needy): TaskKind[] {
  const called = condition && condition.value !== 'ok' ? [WORK_FOR[condition.value]] : []
  return [...new Set([...tasks.map(({ kind }) => kind), ...called])]
}

function cellsOf(needy: Needy, say: RequestFacts['translate']) {
  const { label, grip, colour, place, climbs, condition, tasks, lock } = needy
  return {
    hold: label,
    grip: grip ? say(`grip_${grip}`) : '',
    colour: colour ? say(`colour_${colour}`) : '',
    left: place[0],
    top: place[1],
    climbs,
    condition: condition ? say(`condition_${condition.value}`) : '',
    // The cell is not "2 / 2", which spreadsheets take for a date.
    votes: condition ? say('care_votes_of', { votes: condition.votes, cast: condition.cast }) : '',
    work: worksOf(needy)
      .map(kind => say(`task_${kind}`))
      .join(' + '),
    note: tasks.flatMap(({ note }) => note ?? []).join(' · '),
    asked: [...new Set(tasks.flatMap(({ asked_by_name }) => asked_by_name ?? []))].join(' · '),
    since: tasks.map(({ asked_at }) => asked_at.slice(0, 10)).sort()[0] ?? '',
    locked: lock === null ? '' : lock || say('care_yes'),
  }
}

/**
 * [CARE-6] Makes a list for the person with the ladder. A cell never becomes a formula. Spreadsheets in French expect
 * semicolons.
 */
export const careCsv: UseCase<'faces.careCsv'> = {
  async runs({ services, request, now }, { id }) {
    return services.snapshot(async (stores) => {
      const face = await stores.walls.face({ id })
      if (!face) throw new Refusal('not_found')
      const rows = (await needyHolds({ stores, now }, face)).map(hold => cellsOf(hold, request.translate))
      return stringify(rows, {
        header: true,
        columns: COLUMNS.map(key => ({ key, header: request.translate(`care_${key}`) })),
        delimiter: request.language === 'fr' ? ';' : ',',
        bom: true,
        escape_formulas: true,
        quoted_string: true,
        record_delimiter: 'windows',
      })
    })
  },
}
