import { computed, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useFaces } from '../stores/faces'
import { useMarks } from '../stores/marks'

/** The sheet's marks are there among the holds, unless one does not want to see them. */
export function useMarksHere(): void {
  const route = useRoute()
  const faces = useFaces()
  const marks = useMarks()
  const wanted = computed(() => (route.name === 'sheet' || (route.meta.place === 'holds' && marks.isShown) ? faces.currentId : null))
  watch(wanted, faceId => void marks.follow(faceId), { immediate: true })
}
