import { accessSync, constants } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
/**
 * The features that Playwright switches off, since the last such switch counts alone; and the windows of the address bar, which cost
 * each new page more than our own first page does; and a process kept ready for a next page, which seldom comes.
 */
const WITHOUT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxSimplification',
  'SpareRendererForSitePerProcess',
]
const ARGS = [
  `--disable-features=${WITHOUT.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of Chromium: CHROMIUM_PATH, the usual places, or what Playwright installed. @throws where there is none */
function findChromium(): string {
  const given = process.env['CHROMIUM_PATH']
  const found = [...given ? [given] : PLACES, chromium.executablePath()].find(canRun)
  if (!found) throw new Error('no Chromium found: install one, or say with CHROMIUM_PATH where it is')
  return found
}

export const openChromium = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args: ARGS })
