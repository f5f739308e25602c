/** What may be kept of an error: never its message, which may quote what was typed, what a server said, or a user's folder. */
import { isToken, type Token } from './facts.ts';

/** Frames beyond these say little. */
const mostFrames = 8;
/** A cause of a cause of a cause. */
const mostCauses = 3;

export interface ReducedError {
  /** The name of its class; for what is no error, of its type. */
  error: string;
  /** A code in capitals, as Node, SQLite and undici give it; null: none. */
  code: Token | number | null;
  /** Where it was thrown, the innermost place first: `out/main/main.js:10:5`, `node:fs:1:2`, or `elsewhere`. */
  at: string[];
  cause: ReducedError | null;
}

/** Takes anything thrown and the app's folder; returns what may be kept of it. */
export function reducedError(thrown: unknown, appFolder: string | null, depth = 0): ReducedError {
  if (!(thrown instanceof Error)) return { error: typeof thrown, code: null, at: [], cause: null };
  const { cause } = thrown;
  return {
    error: className(thrown),
    code: codeOf(thrown),
    at: framesOf(thrown, appFolder),
    cause: cause === undefined || depth === mostCauses ? null : reducedError(cause, appFolder, depth + 1),
  };
}

/** Of the class and not of the error, whose `name` anybody may set. */
function className(error: Error): string {
  const { constructor } = error;
  return typeof constructor === 'function' && /^[A-Za-z]\w{0,60}$/u.test(constructor.name) ? constructor.name : 'Error';
}

function codeOf(error: Error): Token | number | null {
  if (!('code' in error)) return null;
  const { code } = error;
  if (typeof code === 'number') return code;
  return typeof code === 'string' && /^[A-Z][A-Z\d_]*$/u.test(code) && isToken(code) ? code : null;
}

/**
 * The message is a part of the stack, may have many lines, and may look like frames. Where it cannot be told apart, nothing
 * of the stack is kept.
 */
function framesOf({ stack, message }: Error, appFolder: string | null): string[] {
  if (typeof stack !== 'string') return [];
  const begin = message === '' ? stack.indexOf('\n') : stack.indexOf(message);
  if (begin < 0 || !/^[\w$ [\]]*(: )?$/u.test(stack.slice(0, begin))) return [];
  return stack
    .slice(begin + message.length)
    .split('\n')
    .map((line) => /^ {4}at (?:.* \()?(?<file>.+)(?<position>:\d+:\d+)\)?$/u.exec(line)?.groups)
    .filter((groups) => groups !== undefined)
    .map(({ file = '', position = '' }) => `${placeOf(file, appFolder)}${position}`)
    .slice(0, mostFrames);
}

/** Takes a file as a frame names it; returns it within the app, or that it is Node's own, or only that it is elsewhere. */
function placeOf(file: string, appFolder: string | null): string {
  if (/^node:[\w/]+$/u.test(file)) return file;
  const path = slashed(file.replace(/^file:\/\/(?=\/)/u, ''));
  const folder = appFolder === null ? null : `${slashed(appFolder)}/`;
  if (folder === null || !path.startsWith(folder)) return 'elsewhere';
  const inside = path.slice(folder.length);
  return /^[\w./@-]{1,200}$/u.test(inside) ? inside : 'elsewhere';
}

/** A frame names a file as a URL or as the system does: Windows with a drive and backslashes. */
function slashed(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^\/(?=[A-Za-z]:\/)/u, '');
  try {
    return decodeURI(plain);
  } catch {
    return plain;
  }
}
