import { describe, expect, it, onTestFinished } from 'vitest'
import { climbId, odd, setterId, stoktClimb } from '../../../tests/support/stoktClimbs'
import {
  FACE_ID,
  FEET_RULES,
  FIRST_HOLD,
  GYM_ID,
  writeStoktExport,
  type ExportContents,
  type ExportKnobs,
} from '../../../tests/support/stoktExport'
import { formatHoldsList } from '../../../shared/rules/holdsList'
import { wallOf } from './mapping'
import { exportFolder } from './exportFolder'
import { readExport } from './readExport'

const WALL = { faceId: FACE_ID, firstHold: FIRST_HOLD }

async function wall(knobs?: ExportKnobs) {
  const { directory, remove } = await writeStoktExport(knobs)
  onTestFinished(remove)
  return wallOf(await readExport(await exportFolder(directory)))
}
async function climbOf(kind: keyof typeof odd) {
  const { climbs } = await wall()
  return climbs.find(climb => climb.stokt_id === climbId(odd[kind]))
}

describe('[IMPORT-3] every oddity of real exports', () => {
  it('is taken: nothing is rejected', async () => {
    const { climbs, holds, rejected } = await wall()
    expect(rejected).toEqual([])
    expect(climbs).toHaveLength(20)
    expect(holds).toHaveLength(48)
  })

  it('keeps a hold that is start and top, or other and top', async () => {
    expect(formatHoldsList((await climbOf('startAndTop'))?.holds ?? [])).toBe('S908 O909 T908')
    expect(formatHoldsList((await climbOf('otherAndTop'))?.holds ?? [])).toBe('S901 O914 O921 T921')
  })

  it('keeps a single start, and two tops', async () => {
    expect(formatHoldsList((await climbOf('oneStart'))?.holds ?? [])).toBe('S903 O910 T946')
    expect(formatHoldsList((await climbOf('twoTops'))?.holds ?? [])).toBe('S901 S902 O915 T945 T946')
  })

  it('keeps names of one letter, of emoji, and long ones', async () => {
    expect((await climbOf('oneLetter'))?.name).toBe('Z')
    expect((await climbOf('emoji'))?.name).toBe('🗿🗿')
    expect((await climbOf('longName'))?.name).toHaveLength(44)
  })

  it('keeps the crowd’s grade, and ? as ungraded', async () => {
    expect(await climbOf('crowdGrade')).toMatchObject({ grade_font: '6B+', grade_ircra: 18.25, grade_hueco: 'V4', grade_dankyu: '2Q' })
    expect(await climbOf('ungraded')).toMatchObject({ grade_font: '?', grade_ircra: 0 })
  })

  it('keeps the microseconds of a date with an offset', async () => {
    expect((await climbOf('microseconds'))?.created_at).toBe('2023-03-24T19:25:47.030423Z')
  })

  it('keeps circuit, tags, mirror, and a feet rule that the face does not list', async () => {
    expect((await climbOf('circuit'))?.circuit).toBe('[{"x":"50.00","y":50,"id":901,"value":"1"}]')
    expect((await climbOf('tags'))?.tags).toEqual(['Pinchy', 'Powerful'])
    expect((await climbOf('mirror'))?.mirror_holds_list).toBe('S906 S905 O910 O916 F903 T944')
    expect((await climbOf('strangeFeetRule'))?.feet_rule).toBe('Pieds bleus seulement')
  })

  it('keeps what is private, and what is a benchmark', async () => {
    expect(await climbOf('hidden')).toMatchObject({ is_private: true, is_benchmark: false })
    expect(await climbOf('benchmark')).toMatchObject({ is_private: false, is_benchmark: true })
  })

  it('takes a climb without setter, grade and feet rule', async () => {
    expect(await climbOf('anonymous')).toMatchObject({
      setter_key: '',
      grade_font: null,
      grade_ircra: null,
      feet_rule: null,
      mirror_holds_list: '',
    })
  })

  it('takes a climb of several files from the last', async () => {
    expect((await climbOf('repeated'))?.climbed_by).toBe(5)
  })

  it('gives a setter of two names the newest', async () => {
    expect((await wall()).setters).toEqual([
      { key: setterId(1), stokt_id: setterId(1), full_name: 'Doigts de Mousse' },
      { key: setterId(2), stokt_id: setterId(2), full_name: 'Grimpe-Lune 🌙' },
    ])
  })
})

describe('the wall', () => {
  it('has its gym, face, photo and holds', async () => {
    const { gym, face, picture_file, holds } = await wall()
    expect(gym).toEqual({ stokt_id: GYM_ID, name: 'Gymnase des Essais', location: 'Nulle-Part, France', is_demo: false })
    expect(face).toMatchObject({
      stokt_id: FACE_ID,
      name: 'Le Dévers',
      feet_rules_options: FEET_RULES,
      is_active: true,
      small_picture: { width: 60, height: 80 },
    })
    expect(picture_file?.mime).toBe('image/jpeg')
    expect(holds[0]).toMatchObject({
      id: 901, stokt_id: 901, area: 1039.23, centroid_x: 50, centroid_y: 50, centroid_str: '50.00 50.00', center_tape_str: '50 67 50 95',
    })
  })

  it('takes the gym’s name from setup.json where gym.json is missing', async () => {
    const { gym, face } = await wall({ leaveOut: ['gym.json'] })
    expect(gym).toEqual({ stokt_id: null, name: 'Gymnase des Essais', location: '', is_demo: false })
    expect(face).toMatchObject({ name: 'Le Dévers', small_picture: null, is_active: true })
  })

  it('leaves the photo to what is stored where the export has none', async () => {
    expect((await wall({ leaveOut: ['photo.jpg'] })).picture_file).toBeNull()
  })
})

describe('[IMPORT-4] a climb that cannot be used is listed with its reason', () => {
  const strange = (fields: object) => (contents: ExportContents) => {
    contents.newer.push(Object.assign(stoktClimb(99, WALL, { name: 'Boiteux' }), fields))
  }

  it.each([
    [{ holdsList: 'S901 O77777 T945' }, 'holdsList: the wall has no hold 77777'],
    [{ holdsList: 'S901,T945' }, 'holdsList: is malformed'],
    [{ holdsList: ' ' }, 'holdsList: names no hold'],
    [{ mirrorHoldsList: 'x' }, 'mirrorHoldsList: is malformed'],
    [{ dateCreated: 'hier' }, 'dateCreated: "hier" is no date'],
    [{ circuit: '[{' }, 'circuit: is not JSON'],
    [{ faceId: '0face000-0000-4000-8000-000000000002' }, 'faceId: it is on another face, 0face000-0000-4000-8000-000000000002'],
  ])('%j: %s', async (fields, reason) => {
    const { rejected, climbs } = await wall({ change: strange(fields) })
    expect(rejected).toMatchObject([{ kind: 'climb', id: climbId(99), name: 'Boiteux', reason }])
    expect(climbs).toHaveLength(20)
  })

  it.each([{ id: undefined }, { id: 'a b' }, { name: ' ' }, { name: 'x'.repeat(201) }, { climbedBy: -1 }, { isPrivate: 'no' }])(
    '%j',
    async fields => {
      const { rejected } = await wall({ change: strange(fields) })
      expect(rejected).toHaveLength(1)
      expect(rejected[0]?.reason).toMatch(new RegExp(`^${Object.keys(fields)[0] ?? ''}: `))
    },
  )

  it('even when it is no climb at all', async () => {
    const { rejected } = await wall({ files: { 'climbs-2.json': '[null, 7]' } })
    expect(rejected.map(row => row.id)).toEqual(['climbs-2.json #1', 'climbs-2.json #2'])
  })

  it('but an earlier file’s usable version of it stays', async () => {
    const { climbs, rejected } = await wall({ change: ({ newer }) => newer.forEach(climb => { climb.holdsList = '?' }) })
    expect(rejected).toHaveLength(2)
    expect(climbs.find(climb => climb.stokt_id === climbId(odd.repeated))?.climbed_by).toBe(4)
  })

  it('and what the database cannot store is taken out of texts', async () => {
    const { climbs } = await wall({ change: strange({ name: 'Nul\u0000 \ud800!' }) })
    expect(climbs.at(-1)?.name).toBe('Nul \ufffd!')
  })
})

describe('[IMPORT-4] a hold that cannot be used is listed with its reason', () => {
  const first = (fields: object) => (contents: ExportContents) => {
    const [hold] = contents.setup.holds
    if (hold) Object.assign(hold, fields)
  }

  it.each([
    [{ id: 902 }, 'id: another hold has the same', '902'],
    [{ id: 1_000_000_000 }, 'id: is not between 1 and 999999999', '1000000000'],
    [{ polygonStr: '1,2 3,4' }, 'polygonStr: is malformed', '901'],
    [{ polygonStr: '1,2 3,4 NaN,6' }, 'polygonStr: is malformed', '901'],
    [{ centerTapeStr: '1 2 3' }, 'centerTapeStr: is malformed', '901'],
    [{ pathStr: 'M0,0"/><script>' }, 'pathStr: is malformed', '901'],
    [{ area: 'much' }, 'area: is no number', '901'],
  ])('%j', async (fields, reason, id) => {
    const { rejected, holds } = await wall({ change: first(fields), leaveOut: ['climbs-1.json', 'climbs-2.json'] })
    expect(rejected).toMatchObject([{ kind: 'hold', id, name: '', reason }])
    expect(holds).toHaveLength(47)
  })

  it('together with the climbs that need it', async () => {
    const { rejected } = await wall({ change: first({ polygonStr: '' }) })
    expect(rejected.filter(row => row.kind === 'climb').map(row => row.reason)).toContain('holdsList: the wall has no hold 901')
  })

  it('and without any hold there is no wall', async () => {
    await expect(wall({ change: ({ setup }) => setup.holds.forEach(hold => { hold.centroidStr = '' }) }))
      .rejects.toThrow('setup.json has no hold that can be used; the first: centroidStr: is malformed')
  })
})
