/**
 * A lint rule: a room of electron/ imports only rooms that stand before it, so that each can be read without those above it.
 * Types count as well.
 */
import type { Rule } from 'eslint';
import { dirname, relative, resolve, sep } from 'node:path';

/** From the ground up. */
export const rooms = [
  'words',
  'contract',
  'reading',
  'log',
  'system',
  'http',
  'keychain',
  'store',
  'search',
  'recovery',
  'thread',
  'events',
  'attendees',
  'cards',
  'crm',
  'setup',
  'policy',
  'outbox',
  'lookup',
  'receipt',
  'sync',
  'practice',
  'modes',
  'doctor',
  'rehearsal',
  'updates',
  'diagnostics',
  'data-folder',
  'kiosk',
  'window',
  'ipc',
  'app',
];

/** They put rooms together, and nothing imports them. */
const entries = ['main.ts', 'preload.ts', 'thread/thread.ts'];

const electron = resolve(import.meta.dirname, '../electron');

/** Takes a path; returns the room it is in, as a folder of electron/; null outside of them. */
function roomOf(path: string): string | null {
  const [room, ...rest] = relative(electron, path).split(sep);
  return room === undefined || room === '..' || rest.length === 0 ? null : room;
}

/** Takes what stands in an import and the file it stands in; returns the path it means, or null for a package. */
function targetOf(specifier: string, file: string): string | null {
  const [, shared, rest = ''] = /^#(contract|words|reading)\/(.*)$/u.exec(specifier) ?? [];
  if (shared !== undefined) return resolve(electron, shared, rest);
  return specifier.startsWith('.') ? resolve(dirname(file), specifier) : null;
}

/** Anything that names a module. */
type Source = { value?: unknown } | null | undefined;

export const importsOfRooms: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = context.filename;
    const own = roomOf(file);
    if (own === null || entries.includes(relative(electron, file).split(sep).join('/'))) return {};
    const check = (node: Rule.Node) => {
      const { source } = node as unknown as { source: Source };
      if (typeof source?.value !== 'string') return;
      const target = targetOf(source.value, file);
      const room = target === null ? null : roomOf(target);
      if (room === null || room === own) return;
      const stranger = [own, room].find((name) => !rooms.includes(name));
      if (stranger !== undefined) {
        context.report({ node, message: `${stranger} has no place in build/rooms-rule.ts.` });
      } else if (rooms.indexOf(room) > rooms.indexOf(own)) {
        context.report({ node, message: `The room ${own} may not import ${room}, which stands above it.` });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
