import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from './project.mjs'
import { notesOf } from './releaseNotes.mjs'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const version = (JSON.parse(read('package.json')) as { version: string }).version

const Step = z.object({ run: z.string().optional(), uses: z.string().optional() })
const Workflow = z.object({
  permissions: z.object({ contents: z.literal('read') }),
  jobs: z.record(z.string(), z.object({
    strategy: z.object({ matrix: z.record(z.string(), z.array(z.unknown())) }).optional(),
    permissions: z.record(z.string(), z.string()).optional(),
    steps: z.array(Step),
  })),
})
const workflow = (name: string) => Workflow.parse(parse(read(`.github/workflows/${name}.yml`))).jobs
const runsOf = (job: ReturnType<typeof workflow>[string] | undefined) => job?.steps.flatMap(({ run }) => run ?? []) ?? []

test('[HOST-8] a change is checked, audited and tested on each Node that we promise, and the image is run on both processors', () => {
  const { check, test, image } = workflow('ci')
  expect(runsOf(check)).toEqual(expect.arrayContaining(['npm run check', 'npm audit --omit=dev --audit-level=moderate']))
  expect(test?.strategy?.matrix).toEqual({ node: [20, 22, 24] })
  expect(runsOf(test)).toContain('npm test')
  expect(image?.strategy?.matrix['runner']).toEqual(['ubuntu-24.04', 'ubuntu-24.04-arm'])
  expect(runsOf(image)).toEqual(expect.arrayContaining(['docker build --tag mastoc .', 'bash .github/tryImage.sh mastoc']))
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
  expect(engines.node).toMatch(/^>=20\./)
  expect(read('Dockerfile')).toContain('FROM node:24-slim')
})

test('[HOST-8] a release has the number of package.json, one image for two processors that was run, and its notes', () => {
  const { version: number, image, publish } = workflow('release')
  expect(runsOf(number).join()).toContain('[ "v$version" = "$GITHUB_REF_NAME" ]')
  expect(image?.strategy?.matrix['include']).toMatchObject([{ platform: 'amd64' }, { platform: 'arm64' }])
  expect(runsOf(image).map(run => run.split(' ')[0])).toEqual(['echo', 'docker', 'bash', 'docker'])
  expect(runsOf(publish).join()).toMatch(/imagetools create .*-amd64" "\$IMAGE:\$VERSION-arm64"[\s\S]*gh release create/)
})

test('[HOST-8] the scripts that hosts and workflows run are scripts', () => {
  for (const file of ['.github/tryImage.sh', 'docker/entrypoint.sh', 'docker/healthy.sh', 'docker/mastoc.sh', 'docker/modules.sh']) {
    const shell = read(file).startsWith('#!/bin/sh') ? 'sh' : 'bash'
    expect(spawnSync(shell, ['-n', join(root, file)], { encoding: 'utf8' }), file).toMatchObject({ status: 0, stderr: '' })
  }
})

test('[HOST-8] updates are offered for packages, actions and the image', () => {
  const { updates } = z.object({ updates: z.array(z.object({ 'package-ecosystem': z.string() })) }).parse(parse(read('.github/dependabot.yml')))
  expect(updates.map(one => one['package-ecosystem'])).toEqual(['npm', 'github-actions', 'docker'])
})

test('[HOST-9] the notes of a release are its dated section of the changelog', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n- new\n\n## 0.2.0 (2026-11-27)\n\n- two\n\n## 0.1.0 (2026-11-23)\n\n- one\n'
  expect(notesOf(changelog, '0.2.0')).toBe('- two')
  expect(notesOf(changelog, '0.1.0')).toBe('- one')
  expect(notesOf(changelog, '0.1')).toBeNull()
  expect(notesOf(read('CHANGELOG.md'), version)).not.toBeNull()
})
