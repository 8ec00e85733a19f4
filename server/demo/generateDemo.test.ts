import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'
import { instant, parseInstant } from '../../shared/model/instant'
import {
  distanceToOutline, parsePolygon, polygonArea, polygonBox, polygonCentroid, polygonContains, polygonIsSimple,
} from '../../shared/rules/polygon'
import { ircraOf } from '../../shared/rules/grades'
import { holdLabels } from '../../shared/rules/holdLabels'
import { readyDemo } from './readyDemo'
import { generateDemo, generateDemoWithPicture } from './generateDemo'

const NOW = instant('2026-03-01T12:00:00.000000Z')
const walls = { full: generateDemo({ size: 'full', now: NOW }), small: generateDemo({ size: 'small', now: NOW }) }

describe('the demo', () => {
  it('is the same each time [DEMO-1]', () => {
    expect(generateDemo({ size: 'small', now: NOW })).toEqual(walls.small)
  })

  it('brings its picture when asked to', async () => {
    const { picture_file, ...rest } = await generateDemoWithPicture({ size: 'small', now: NOW })
    expect(picture_file?.mime).toBe('image/jpeg')
    expect({ ...rest, picture_file: null }).toEqual(walls.small)
  })

  it('[DEMO-4] has the photo that was built, where there is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mastoc-demo-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'wall.jpg'), 'as it was built')
    const { picture_file, ...rest } = await readyDemo(folder, NOW)
    expect(Buffer.from(picture_file?.bytes ?? []).toString()).toBe('as it was built')
    expect({ ...rest, picture_file: null }).toEqual(walls.full)
  })

  it('[DEMO-4] calls nobody by the name of a person, but by what they do', () => {
    for (const { full_name } of walls.full.setters)
      expect(full_name).toMatch(/^(Ouvreur|Ouvreuse|Équipe|Moniteur|Monitrice|Groupe|Club|Stagiaire)\b/u)
  })

  it('[DEMO-5] has a grid that says what its rulers say', () => {
    const { grid, picture } = walls.full.face
    expect(grid?.columns.join(' ')).toBe('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18')
    expect(grid?.rows.join('')).toBe('ABCDEFGHIJKLMNOPQRSTU')
    const labels = holdLabels({
      holds: walls.full.holds.map(hold => ({ ...hold, label: '' })),
      grid: grid ?? null,
      pictureHeight: picture.height,
    })
    // The ruler's 9 and D stand above and beside this hold.
    const near = walls.full.holds.find(
      ({ centroid_x, centroid_y }) => Math.abs(centroid_x - (160 + 8 * 103)) < 40 && Math.abs(centroid_y - (160 + 3 * 103)) < 40,
    )
    expect(near && labels.get(near.id)).toMatch(/^D9[a-z]?$/)
    expect([...labels.values()].filter(label => /^[A-U]/.test(label)).length).toBeGreaterThan(labels.size * 0.9)
  })

  it('is large enough to look like a gym, and small enough for tests', () => {
    expect(walls.full.holds.length).toBeGreaterThanOrEqual(340)
    expect(walls.full.climbs).toHaveLength(150)
    expect(walls.full.setters.length).toBeGreaterThanOrEqual(12)
    expect(walls.small.holds.length).toBeGreaterThanOrEqual(38)
    expect(walls.small.climbs).toHaveLength(12)
  })

  it('keeps its keys whenever it is generated [DEMO-1]', () => {
    const later = generateDemo({ size: 'small', now: instant('2027-01-01T00:00:00.000000Z') })
    expect(later.climbs.map(({ key, name, holds }) => ({ key, name, holds })))
      .toEqual(walls.small.climbs.map(({ key, name, holds }) => ({ key, name, holds })))
  })
})

describe.each(['full', 'small'] as const)('the holds of the %s demo', (size) => {
  const { holds, face } = walls[size]
  const polygons = holds.map(({ polygon_str }) => parsePolygon(polygon_str))

  it('are numbered as holds of our own, each once', () => {
    expect(new Set(holds.map(({ id }) => id)).size).toBe(holds.length)
    expect(Math.min(...holds.map(({ id }) => id))).toBe(FIRST_OWN_HOLD_ID)
  })

  it('have simple outlines of 12 to 28 points, inside the picture', () => {
    for (const points of polygons) {
      expect(points.length).toBeGreaterThanOrEqual(12)
      expect(points.length).toBeLessThanOrEqual(28)
      expect(polygonIsSimple(points)).toBe(true)
      const box = polygonBox(points)
      expect(Math.min(box.left, box.top, face.picture.width - box.right, face.picture.height - box.bottom)).toBeGreaterThan(0)
    }
  })

  it('have their centroid and area as their outline says', () => {
    holds.forEach((hold, i) => {
      const points = polygons[i] ?? []
      const centroid = polygonCentroid(points)
      expect(hold.area).toBeCloseTo(polygonArea(points), 1)
      expect(hold.centroid_x).toBeCloseTo(centroid.x, 1)
      expect(hold.centroid_str).toBe(`${centroid.x.toFixed(2)} ${centroid.y.toFixed(2)}`)
      expect(polygonContains(points, centroid) || distanceToOutline(points, centroid) < 3).toBe(true)
    })
  })

  it('do not overlap [DEMO-2]', () => {
    const overlapping = polygons.filter(one => polygons.some(other => other !== one && one.some(point => polygonContains(other, point))))
    expect(overlapping).toEqual([])
  })

  it('have three tape lines that begin on their outline', () => {
    holds.forEach((hold, i) => {
      for (const line of [hold.center_tape_str, hold.left_tape_str, hold.right_tape_str]) {
        const [x = 0, y = 0, , y2 = 0] = line.split(' ').map(Number)
        expect(distanceToOutline(polygons[i] ?? [], { x, y })).toBeLessThan(0.5)
        expect(y2).toBeGreaterThan(y)
      }
    })
  })
})

describe.each(['full', 'small'] as const)('the climbs of the %s demo', (size) => {
  const { climbs, holds, setters, face } = walls[size]
  const holdOf = new Map(holds.map((hold) => [hold.id, hold]))

  it('have one or two starts, one or two tops, holds of the face, none twice in a role [DEMO-3]', () => {
    for (const climb of climbs) {
      for (const role of ['S', 'T']) expect([1, 2]).toContain(climb.holds.filter((hold) => hold.role === role).length)
      expect(new Set(climb.holds.map(({ role, hold_id }) => role + hold_id)).size).toBe(climb.holds.length)
      expect(climb.holds.every(({ hold_id }) => holdOf.has(hold_id))).toBe(true)
    }
  })

  it('end well above their start', () => {
    for (const climb of climbs) {
      const height = (wanted: string) =>
        Math.min(...climb.holds.filter(({ role }) => role === wanted).map(({ hold_id }) => holdOf.get(hold_id)?.centroid_y ?? 0))
      expect(height('S') - height('T')).toBeGreaterThan(face.picture.height * 0.35)
    }
  })

  it('have names, feet rules, setters and grades that the rules know', () => {
    expect(new Set(climbs.map(({ name }) => name)).size).toBe(climbs.length)
    for (const climb of climbs) {
      expect(climb.name.length).toBeGreaterThanOrEqual(3)
      expect(face.feet_rules_options).toContain(climb.feet_rule)
      expect(setters.map(({ key }) => key)).toContain(climb.setter_key)
      expect(climb.grade_ircra ?? -1).toBeGreaterThanOrEqual(ircraOf(climb.grade_font ?? '') ?? Infinity)
      expect(climb.holds.some(({ role }) => role === 'F')).toBe(climb.feet_rule === 'Pieds définis')
    }
  })

  it('are graded by how hard they are [DEMO-3]', () => {
    const meanArea = (from: number, below: number) => {
      const hands = climbs.filter(({ grade_ircra }) => (grade_ircra ?? 0) >= from && (grade_ircra ?? 0) < below)
        .flatMap((climb) => climb.holds.filter(({ role }) => role !== 'F')).map(({ hold_id }) => holdOf.get(hold_id)?.area ?? 0)
      return hands.reduce((sum, area) => sum + area, 0) / hands.length
    }
    expect(meanArea(12, 17)).toBeGreaterThan(meanArea(19.5, 40))
  })

  it('were set during the last two years', () => {
    for (const { created_at } of climbs) {
      expect(parseInstant(created_at)).toBe(created_at)
      expect(created_at < NOW && created_at > '2024-02-27').toBe(true)
    }
  })
})
