import { useI18n } from 'vue-i18n'
import { useConsensus } from './consensusStore'
import { useHolds } from '../wall/holdsStore'

/** [LABEL-7] What people call the holds of the wall at hand; their numbers stand in addresses alone. */
export function useHoldNames() {
  const { t } = useI18n()
  const holds = useHolds()
  const consensus = useConsensus()

  /** `D9`; a hold that is not here, of another wall or gone, has none. */
  const label = (id: number): string => holds.byId.get(id)?.label ?? '?'
  /** “Prise D9” */
  const one = (id: number): string => (holds.byId.has(id) ? t('holds.one', { hold: label(id) }) : t('holds.away'))

  /** “réglette rouge”, as far as it is known; '' where nothing is. */
  function looks(id: number): string {
    const said = consensus.of(id)
    const grip = said?.grip_type_official && said.grip_type !== 'autre' ? said.grip_type : null
    const colour = holds.byId.get(id)?.colour ?? null
    if (colour === null) return grip ? t(`holds.kind.${grip}`) : ''
    return t('holds.kindAndColour', {
      kind: t(`holds.kind.${grip ?? 'any'}`),
      colour: t(`holds.colour.${t(`holds.gender.${grip ?? 'any'}`)}.${colour}`),
    })
  }
  /** “D9 · réglette rouge” */
  const full = (id: number): string => [label(id), looks(id)].filter(part => part !== '').join(' · ')
  /** “Prise D9 · réglette rouge” */
  const named = (id: number): string => [one(id), looks(id)].filter(part => part !== '').join(' · ')

  return { label, one, looks, full, named }
}
