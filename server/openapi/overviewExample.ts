import type { Overview } from '../../shared/contract/overview'
import type { ServerNode } from '../../shared/model/serverNode'
import { AT, LATER, ids } from './exampleModels'

const serverNode: ServerNode = {
  id: ids.other,
  version: '0.2.0',
  started_at: AT,
  people: [{ user_id: ids.user, name: 'Belette', face_ids: [ids.face], connections: 2 }],
  more: 0,
  guests: 3,
  programs: 1,
  walls: [{ face_id: ids.face, people: 1, guests: 2 }],
}
export const overview: Overview = {
  at: LATER,
  version: '0.2.0',
  database: 'sqlite',
  nodes: [serverNode],
  same_version: true,
  imports: [{ at: AT, action: 'import.stokt', target_name: 'Grand mur', actor_name: null }],
  mails: { waiting: 0, failed: 0, by: 'smtp' },
  storage: { database_bytes: 48_234_496, picture_bytes: 6_120_448, free_bytes: 81_604_378_624 },
  backup: { every_hours: 24, last_at: AT, is_late: false, kept: 7, newest_bytes: 47_185_920 },
  jobs: [{ name: 'backup', every_ms: 86_400_000, ran_at: AT, succeeded_at: AT, is_late: false }],
  failures: { count: 1, results: [{ part: 'job', message: 'Error (ENOSPC): no space left on device, write', count: 1, last_at: AT }] },
  open_claims: 1,
  open_reports: 2,
  untrusted_proxy_at: null,
}
