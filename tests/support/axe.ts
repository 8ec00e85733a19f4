import axe, { type AxeResults, type ImpactValue, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window { axe?: typeof axe }
}

const GRAVE: readonly (ImpactValue | undefined)[] = ['serious', 'critical']

/** Runs axe in the page. Its source has half a megabyte, so it is read once for as long as the page stays loaded. */
async function analyze(page: Page, options: RunOptions): Promise<AxeResults['violations']> {
  if (!await page.evaluate(() => window.axe !== undefined)) await page.evaluate(axe.source)
  return page.evaluate(async (given) => (await window.axe?.run(document, given))?.violations ?? [], options)
}

const described = (violations: AxeResults['violations']): string[] =>
  violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)

/** @returns one line for each rule that the page breaks gravely, with the elements that break it */
export const graveTroubles = async (page: Page): Promise<string[]> =>
  described((await analyze(page, { resultTypes: ['violations'] })).filter(({ impact }) => GRAVE.includes(impact)))

/** @returns one line if elements of the page are too small for a finger, or too close to each other */
export const smallTargets = async (page: Page): Promise<string[]> =>
  described(await analyze(page, { runOnly: ['target-size'] }))
