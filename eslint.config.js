import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { importsOfRooms } from './build/rooms-rule.ts';

const rawIpc = {
  regex: '^electron$',
  importNames: ['ipcMain', 'ipcRenderer'],
  message: 'IPC goes through electron/ipc and the contract.',
};

/** @param {string} regex What may not be imported. @param {string} message @param {object[]} more Other such patterns. */
const forbid = (regex, message, ...more) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex, message }, rawIpc, ...more] }],
});

const rawProcesses = {
  regex: '^(node:)?(child_process|cluster)$',
  message: 'Programs are run by electron/system/run-program.ts, which shows no console of theirs.',
};

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', 'test/results'] },
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            '*.js',
            'test/gallery/*.js',
            'build/runtime/default-app/*.js',
            'build/runtime/default-app/*.cjs',
          ],
        },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'no-restricted-imports': ['error', { patterns: [rawIpc] }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
  },
  { files: ['**/*.{js,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['electron/contract/**/*.ts'],
    rules: forbid('^(electron$|node:|\\.\\./)', 'The contract imports neither side.'),
  },
  {
    files: ['electron/reading/**/*.ts'],
    rules: forbid('^(electron$|node:)', 'The readers run in the window and in its workers.'),
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/contract/**', 'electron/system/run-program.ts'],
    rules: forbid('/(renderer|build|test)/', 'The main process knows nothing of these.', rawProcesses),
  },
  {
    files: ['electron/**/*.ts'],
    plugins: { fieldpost: { rules: { rooms: importsOfRooms } } },
    rules: { 'fieldpost/rooms': 'error' },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.svelte'],
    rules: forbid('^(electron$|node:|(\\.\\./)+electron/(?!contract/))', 'The renderer knows only the contract.'),
  },
  {
    files: ['electron/ipc/**/*.ts', 'electron/preload.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [rawProcesses] }] },
  },
  { files: ['build/**/*.ts', 'test/**/*.ts', 'electron/log/log.ts'], rules: { 'no-console': 'off' } },
);
