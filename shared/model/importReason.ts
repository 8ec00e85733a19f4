/** The reasons why an import takes a file, or a row of it, not. */
export const IMPORT_REASONS = [
  'zip_damaged', 'zip_path', 'zip_size', 'zip_unreadable_name', 'zip_long_name', 'zip_link', 'zip_encrypted', 'zip_packing', 'zip_twice',
  'zip_two_walls', 'zip_many_files', 'zip_large', 'upload_gone',
  'folder_unreadable', 'file_large', 'file_unreadable', 'file_no_text', 'file_no_json', 'file_deep', 'file_prototype', 'file_form',
  'setup_missing', 'climbs_many', 'gym_unnamed', 'picture_sizeless', 'holds_none',
  'photo_missing', 'photo_other', 'photo_kind', 'photo_broken',
  'form', 'field_kind', 'field_large', 'field_small', 'field_malformed', 'field_empty', 'field_path', 'field_no_number', 'field_no_date',
  'field_no_json', 'field_no_hold', 'field_many_holds', 'field_unknown_hold', 'field_other_face', 'field_range', 'field_twice',
  'hold_rejected', 'hold_elsewhere', 'climb_elsewhere', 'climb_other', 'claim_taken_over', 'claim_refused',
] as const
export type ImportReasonCode = (typeof IMPORT_REASONS)[number]

/** A reason and what it names: files, fields, numbers, or the reason behind it. */
export interface ImportReason {
  code: ImportReasonCode
  named: Readonly<Record<string, string | number | ImportReason>>
}

export const importReason = (code: ImportReasonCode, named: ImportReason['named'] = {}): ImportReason => ({ code, named })
