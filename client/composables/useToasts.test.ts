import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useToasts } from './useToasts'

const { shown, show, dismiss, hold, letGo } = useToasts()
const texts = (): string[] => shown.value.map(({ text }) => text)

describe('[NOTE-1] toasts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    for (const { id } of shown.value) dismiss(id)
    vi.useRealTimers()
  })

  it('do not stack when they say the same, and the newest word stands', () => {
    show({ text: 'Profil enregistré.' })
    show({ text: 'Profil enregistré.' })
    expect(texts()).toEqual(['Profil enregistré.'])
    show({ text: 'Ce nom est déjà pris.', tone: 'danger' })
    expect(texts()).toEqual(['Ce nom est déjà pris.'])
  })

  it('keep a way back in reach, whatever is said after', () => {
    show({ text: 'Bloc supprimé', action: { label: 'Annuler', perform: () => undefined } })
    show({ text: 'Lien copié.' })
    expect(texts()).toEqual(['Bloc supprimé', 'Lien copié.'])
  })

  it('leave by themselves, but not while somebody reads them', () => {
    show({ text: 'Lien copié.' })
    vi.advanceTimersByTime(5000)
    hold()
    vi.advanceTimersByTime(60_000)
    expect(texts()).toEqual(['Lien copié.'])
    letGo()
    vi.advanceTimersByTime(900)
    expect(texts()).toEqual(['Lien copié.'])
    vi.advanceTimersByTime(200)
    expect(texts()).toEqual([])
  })
})
