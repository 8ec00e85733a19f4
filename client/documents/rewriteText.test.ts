import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { rewriteText } from './rewriteText'

test('[EDIT-7] putting a text back changes no more of the note than what differs, so that what others write meanwhile stays', () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  mine.getText(noteRoot(7)).insert(0, 'la vis tourne un peu')
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  theirs.getText(noteRoot(7)).insert(0, 'vu : ')
  theirs.getText(noteRoot(7)).insert(theirs.getText(noteRoot(7)).length, ' !')
  rewriteText(mine, noteRoot(7), 'la prise tourne un peu')
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  expect(theirs.getText(noteRoot(7)).toString()).toBe('vu : la prise tourne un peu !')
})
