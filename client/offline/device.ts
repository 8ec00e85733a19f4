import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { KeptRows } from '../sync/feedTransport'
import { LocalStore } from './localStore'
import { LocalRowStore } from './rows'

export interface Device extends KeptRows {
  /** The store of this device for the present person. */
  store: ShallowRef<LocalStore>
}

export const deviceKey: InjectionKey<Device> = Symbol('device')

export function createDevice(server: string): Device {
  const store = shallowRef(new LocalStore(null, server))
  return {
    store,
    open: who => {
      if (store.value.who !== who) store.value = new LocalStore(who, server)
      return new LocalRowStore(store.value)
    },
    erase: async (who) => {
      await Promise.all([new LocalStore(who, server).destroy(), new LocalStore(who, server, 'stokt').destroy()])
    },
  }
}

/** What the app keeps on this device. Callable where `inject` is: in the setup of a store or a component. */
export function useDevice(): Device {
  const device = inject(deviceKey)
  if (!device) throw new Error('the app provides no device')
  return device
}
