import { inject, type InjectionKey } from 'vue'
import type { createApi } from './api'

export type Api = ReturnType<typeof createApi>

export const apiKey: InjectionKey<Api> = Symbol('api')

/** The app's calls to the server. Callable where `inject` is: in the setup of a store or a component. */
export function useApi(): Api {
  const api = inject(apiKey)
  if (!api) throw new Error('the app provides no api')
  return api
}
