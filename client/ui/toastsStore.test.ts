import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useToasts } from './toastsStore'

let toasts: ReturnType<typeof useToasts>
const texts = (): string[] => toasts.shown.filter(({ open }) => open).map(({ text }) => text)

describe('[NOTE-1] toasts', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    toasts = useToasts()
  })

  it('do not stack when they say the same, and the newest word stands', () => {
    toasts.show({ text: 'Profil enregistré.' })
    toasts.show({ text: 'Profil enregistré.' })
    expect(texts()).toEqual(['Profil enregistré.'])
    toasts.show({ text: 'Ce nom est déjà pris.', tone: 'danger' })
    expect(texts()).toEqual(['Ce nom est déjà pris.'])
  })

  it('keep a way back in reach, whatever is said after', () => {
    toasts.show({ text: 'Bloc supprimé', action: { label: 'Annuler', perform: () => undefined } })
    toasts.show({ text: 'Lien copié.' })
    expect(texts()).toEqual(['Bloc supprimé', 'Lien copié.'])
  })

  it('are told no longer once they are closed', () => {
    toasts.show({ text: 'Lien copié.' })
    toasts.dismiss(toasts.shown.at(-1)?.id ?? 0)
    expect(texts()).toEqual([])
    toasts.show({ text: 'Profil enregistré.' })
    expect(texts()).toEqual(['Profil enregistré.'])
  })
})
