const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iphone/i, 'iPhone'], [/ipad/i, 'iPad'], [/android/i, 'Android'], [/mac os/i, 'Mac'], [/windows/i, 'Windows'], [/linux/i, 'Linux'],
]

/** A new passkey gets this name unless its person chooses another; it is empty where the browser does not tell. */
export const deviceName = (userAgent: string): string => SYSTEMS.find(([system]) => system.test(userAgent))?.[1] ?? ''
