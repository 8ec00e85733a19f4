import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const files = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => {
    const path = join('server', name)
    return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  })

function everyNode(root: ts.Node, visit: (node: ts.Node) => void): void {
  visit(root)
  ts.forEachChild(root, child => everyNode(child, visit))
}

/** The values of constants, and the functions, by their name, of all files. */
const declared = new Map<string, ts.Node[]>()
for (const file of files) {
  everyNode(file, (node) => {
    const value = ts.isVariableDeclaration(node) ? node.initializer : ts.isFunctionDeclaration(node) ? node : undefined
    const name = ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) ? node.name : undefined
    if (value && name && ts.isIdentifier(name)) declared.set(name.text, [...declared.get(name.text) ?? [], value])
  })
}
/** The declarations of a name in its own file, or, of a function without one, in any other. */
function declarationsOf(name: ts.Identifier, isCalled: boolean): ts.Node[] {
  const all = declared.get(name.text) ?? []
  const own = all.filter(node => node.getSourceFile() === name.getSourceFile())
  return own.length > 0 || !isCalled ? own : all
}

interface Found {
  fields: Set<string>
  /** Parts of a detail whose fields the source does not show. */
  hidden: Set<string>
}

/** The expressions whose fields an expression has, other than an object's own and those of names. */
function partsOf(node: ts.Node): ts.Node[] | null {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse]
  if (ts.isBinaryExpression(node)) return [node.left, node.right]
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return [node.expression]
  return ts.isArrowFunction(node) || ts.isFunctionDeclaration(node) ? returnsOf(node) : null
}

/** Collects the fields of an object that an expression makes. */
function collect(node: ts.Node, found: Found): void {
  const into = (next: ts.Node) => collect(next, found)
  if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) into(property.expression)
      else if (property.name) found.fields.add(property.name.getText().replaceAll('\'', ''))
    }
    return
  }
  const parts = partsOf(node)
  if (parts) parts.forEach(into)
  else collectNamed(node, found)
}

/** Collects the fields of what a name, or the function of that name, stands for. */
function collectNamed(node: ts.Node, found: Found): void {
  const name = ts.isCallExpression(node) ? node.expression : node
  if (!ts.isIdentifier(name) || name.text === 'undefined') return
  const known = declarationsOf(name, ts.isCallExpression(node))
  if (known.length > 0) known.forEach(next => collect(next, found))
  else found.hidden.add(name.text)
}

function returnsOf(made: ts.ArrowFunction | ts.FunctionDeclaration): ts.Node[] {
  if (!made.body || !ts.isBlock(made.body)) return made.body ? [made.body] : []
  const returned: ts.Node[] = []
  everyNode(made.body, node => void (ts.isReturnStatement(node) && node.expression && returned.push(node.expression)))
  return returned
}

const propertyOf = (node: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined =>
  node.properties.find(property => property.name?.getText() === name)

/** The fields of `detail` in every entry that the server's source writes to the log, and in its undos. */
export function writtenDetails(): Found {
  const found: Found = { fields: new Set(), hidden: new Set() }
  for (const file of files) {
    everyNode(file, (node) => {
      if (ts.isObjectLiteralExpression(node) && ['actor', 'action', 'target'].every(name => propertyOf(node, name))) {
        const detail = propertyOf(node, 'detail')
        if (detail && ts.isPropertyAssignment(detail)) collect(detail.initializer, found)
        else if (detail && ts.isShorthandPropertyAssignment(detail)) collect(detail.name, found)
      }
      if (ts.isCallExpression(node) && node.expression.getText() === 'record' && node.arguments[1]) collect(node.arguments[1], found)
    })
  }
  return found
}

/** Every text in the server's source that may be the name of an action. */
export const textsLike = (pattern: RegExp): Set<string> => {
  const texts = new Set<string>()
  for (const file of files) {
    everyNode(file, node => void (ts.isStringLiteral(node) && pattern.test(node.text) && texts.add(node.text)))
  }
  return texts
}
