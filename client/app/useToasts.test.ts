import { afterEach, describe, expect, it } from 'vitest'
import { useToasts } from './useToasts'

const { shown, show, dismiss } = useToasts()
const texts = (): string[] => shown.value.filter(({ open }) => open).map(({ text }) => text)

describe('[NOTE-1] toasts', () => {
  afterEach(() => {
    for (const { id } of shown.value) dismiss(id)
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

  it('are told no longer once they are closed', () => {
    show({ text: 'Lien copié.' })
    dismiss(shown.value.at(-1)?.id ?? 0)
    expect(texts()).toEqual([])
    show({ text: 'Profil enregistré.' })
    expect(texts()).toEqual(['Profil enregistré.'])
  })
})
