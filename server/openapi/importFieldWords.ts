/** The words for fields of what an import tells, by `Model.name`. */
export const importFieldWords: Readonly<Record<string, string>> = {
  'ImportReport.wall': 'The name of the wall.',
  'ImportReport.tallies': 'How many rows of each kind are new, changed and as before.',
  'ImportReport.rejected': 'The rows that cannot be used: how many, and the first 200 with their reasons.',
  'ImportReport.demo_removed': 'Whether the demo wall makes room for it.',
  'ImportReport.gym': 'The gym of the wall.',
  'ImportReport.setters': 'The people who set its climbs.',
  'ImportTally.created': 'How many are new.',
  'ImportTally.updated': 'How many change.',
  'ImportTally.unchanged': 'How many stay as they are.',
  'UploadedImport.total': 'How many rows there are to do.',
  'UploadedImport.report': 'What it would change or changed; null until it is known.',
  'RejectedRow.reason': 'Why it cannot be used, in the language of whoever asks.',
  'RejectedRow.code': 'The same reason for programs; null in an upload of an older version.',
  'UploadedImport.problem_code': 'The same reason for programs; null if it was not refused.',
  'UploadedImport.problem': 'Why it was refused, in the language of whoever asks; null if it was not.',
}
