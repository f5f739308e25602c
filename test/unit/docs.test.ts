/** The pages for readers: what they link to is there, and they are as short as a reader's patience. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { policyFrom } from '../../electron/policy/parse.ts';

const project = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const folders = ['electron', 'renderer', 'build', 'test'];
const pages = [
  ...readdirSync(project).filter((name) => name.endsWith('.md')),
  ...folders.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('results'))
      .map((name) => join(folder, name)),
  ),
];

/** The name by which a heading is linked to. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const links = pages.flatMap((page) =>
  [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)/gu)].map(([, path = '', anchor]) => ({
    page,
    target: path === '' ? page : normalize(join(dirname(page), path)),
    anchor,
  })),
);

it.each(links)('$page links to $target, which is there', ({ target, anchor }) => {
  expect(existsSync(join(project, target))).toBe(true);
  if (anchor === undefined) return;
  const anchors = [...read(target).matchAll(/^#+ (.*)$/gmu)].map(([, heading = '']) => anchorOf(heading));
  expect(anchors).toContain(anchor);
});

it.each([
  ['README.md', 120],
  ['SECURITY.md', 60],
])('%s is at most %i lines long', (page, most) => {
  expect(read(page).trimEnd().split('\n').length).toBeLessThanOrEqual(most);
});

it('every path of the layout is there', () => {
  const layout = /```\n(electron\/main\.ts[\s\S]*?)```/u.exec(read('README.md'))?.[1] ?? '';
  const named = [...layout.matchAll(/[\w-]+(?:\/[\w-]*)+/gu)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(15);
  const found = readdirSync(join(project, 'electron'), { withFileTypes: true })
    .filter((one) => one.isDirectory())
    // Git knows no empty folder, a checkout may have one.
    .filter(({ name }) => readdirSync(join(project, 'electron', name)).length > 0);
  expect(found.map(({ name }) => name).filter((name) => !layout.includes(`${name}/`))).toEqual([]);
});

it('the schema of a policy has the keys that a policy may have, and its example is one', () => {
  const schema = JSON.parse(read('electron/policy/policy.schema.json')) as { properties: Record<string, unknown> };
  const example = /```json\n([\s\S]*?)```/u.exec(read('electron/policy/README.md'))?.[1] ?? '';
  const policyOf = (json: unknown) => policyFrom('policy.json', Buffer.from(JSON.stringify(json)));
  expect(policyOf({ $schema: 'policy.schema.json', ...(JSON.parse(example) as object) }).problem).toBeNull();
  // What is not known is told of with what is.
  const told = JSON.stringify(policyOf({ nothing: true }).problem);
  for (const key of Object.keys(schema.properties).filter((key) => key !== '$schema')) expect(told).toContain(key);
  expect(Object.keys(schema.properties)).toHaveLength(7);
});
