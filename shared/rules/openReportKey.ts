/** The key of the one report that may be open about a thing. */
export const openReportKey = ({ kind, target_id }: { kind: string; target_id: string }): string => `${kind}:${target_id}`
