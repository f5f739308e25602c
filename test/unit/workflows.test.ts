// The workflows run on machines that are not here. What can be said of them without that is tested.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { targetsOfProject } from '../../build/dist/targets.ts';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  permissions?: Record<string, string>;
  uses?: string;
  steps?: Step[];
}
interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const project = join(import.meta.dirname, '../..');
const folder = join(project, '.github/workflows');
const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const release = (parse(readFileSync(join(folder, 'release.yml'), 'utf8')) as Workflow).jobs;
const stepsOf = (job: Job | undefined): Step[] => job?.steps ?? [];
const writes = (permissions: Record<string, string> = {}) => Object.values(permissions).includes('write');

describe.each(workflows)('the workflow $name', ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap(stepsOf);

  it('calls only scripts of npm that there are', () => {
    const commands = steps.map(({ run = '' }) => run).join('\n');
    const called = [...commands.matchAll(/npm (?:run (?:-s )?)?(test\b[\w:]*|(?<=run (?:-s )?)[\w:]+)/gu)].map(
      ([, name = '']) => name,
    );
    expect(called).not.toEqual([]);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('takes each action by its commit, and says of which version that is', () => {
    const used = [...text.matchAll(/^ *(?:- )?uses: (.+)$/gmu)].map(([, use = '']) => use);
    expect(used).not.toEqual([]);
    for (const use of used)
      expect(use).toMatch(/^(\.\/\.github\/workflows\/\S+|actions\/[\w-]+@[0-9a-f]{40} # v[\d.]+)$/u);
  });

  it('takes each action in one version only, the same as the other workflow', () => {
    const versions = workflows.flatMap((each) => each.text.match(/actions\/[\w-]+@.+$/gmu) ?? []);
    const actions = versions.map((version) => version.split('@')[0]);
    expect(new Set(versions).size).toBe(new Set(actions).size);
  });

  it('may write nothing unless a job says so, and leaves no token behind for what it runs', () => {
    expect(workflow.permissions).toBeDefined();
    expect(writes(workflow.permissions)).toBe(false);
    for (const { uses, with: options } of steps) {
      if (uses?.startsWith('actions/checkout@')) expect(options).toMatchObject({ 'persist-credentials': false });
    }
  });
});

describe('the release', () => {
  it('begins with all checks', () => {
    expect(release['check']?.uses).toBe('./.github/workflows/check.yml');
    expect(release['update-key']).toMatchObject({ needs: 'check' });
    expect(release['installers']).toMatchObject({ needs: ['check', 'update-key'] });
    expect(release['signatures']).toMatchObject({ needs: 'installers' });
    expect(release['draft']).toMatchObject({ needs: 'signatures' });
  });

  it('lets one job write, which installs no package and sees no secret of signing', () => {
    const writing = Object.entries(release).filter(([, { permissions }]) => writes(permissions));
    expect(writing.map(([name]) => name)).toEqual(['draft']);
    const text = JSON.stringify(release['draft']);
    expect(text).not.toMatch(/npm (ci|install|run|exec)|secrets\./u);
    expect(text).toContain('--draft');
  });

  it('gives the secrets of signing to the step that signs, and to no other', () => {
    const signing = stepsOf(release['installers']).filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(signing.map(({ env = {} }) => Object.keys(env))).toEqual([
      ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
      ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
    ]);
    for (const { run = '', env = {} } of signing) {
      expect(run).toContain('electron-builder');
      // Unset where they are empty.
      expect(run).toContain(`for name in ${Object.keys(env).join(' ')};`);
      for (const [name, value] of Object.entries(env)) expect(value).toBe(`\${{ secrets.${name} }}`);
    }
  });

  it('lets no package see the key that updates are signed with, and the build no more than its public half', () => {
    const secret = '${{ secrets.FIELDPOST_UPDATE_SIGNING_KEY }}';
    const seeing = Object.entries(release).filter(([, job]) => JSON.stringify(job).includes(secret));
    expect(seeing.map(([name]) => name)).toEqual(['update-key', 'signatures']);
    for (const [, job] of seeing) {
      expect(JSON.stringify(job)).not.toMatch(/npm /u);
      const uses = stepsOf(job).filter((step) => JSON.stringify(step).includes(secret));
      expect(uses.map(({ run = '' }) => run.match(/node \S+/gu))).toEqual([['node build/dist/update-key.ts']]);
    }
    const build = stepsOf(release['installers']).find(({ run }) => run === 'npm run build');
    // Nor the other half for macOS, where an app that is not signed could install no update.
    const key = "${{ runner.os != 'macOS' && needs.update-key.outputs.public || needs.update-key.outputs.mac }}";
    expect(build?.env).toEqual({ FIELDPOST_UPDATE_KEY: key });
  });

  it('tells each installed copy where the next version will be', () => {
    const builds = stepsOf(release['installers']).flatMap(({ run = '' }) => run.match(/electron-builder .*/gu) ?? []);
    expect(builds).toHaveLength(3);
    for (const build of builds) {
      expect(build).toContain('-c.publish.url="https://github.com/$GITHUB_REPOSITORY/releases/latest/download"');
    }
  });

  it('keeps an installer of each kind that electron-builder.yml lists, and what says of them', () => {
    const upload = stepsOf(release['installers']).find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    const kept = String(upload?.with?.['path']).trim().split('\n');
    const endings: Record<string, string> = { nsis: 'exe', portable: 'exe' };
    const needed = targetsOfProject().map(({ kind }) => `dist/*.${endings[kind] ?? kind}`);
    expect(new Set(kept)).toEqual(new Set([...needed, 'dist/latest*.yml']));
  });
});
