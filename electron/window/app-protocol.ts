/** Serves the screen's own files at app://fieldpost/, with a policy that lets it load nothing else. */
import { protocol, type Session } from 'electron';
import { extname, join, normalize, sep } from 'node:path';

export const appOrigin = 'app://fieldpost';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Svelte and the virtual list set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // renderer/reading/workers.ts makes only our own workers.
  'trusted-types svelte-trusted-html worker-url',
].join('; ');

/** A worker has the policy of its own script: those that read pictures compile WebAssembly, which the page may not. */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const isWorker = (path: string) => /[\\/]assets[\\/][\w-]+-worker-[\w-]+\.js$/u.test(path);

const types: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.onnx': 'application/octet-stream',
  '.gz': 'application/octet-stream',
};

/** To be called before the app is ready: makes app:// a scheme with an origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Takes the folder of the built screen, and serves it in this session. Returns what lets its scripts go: they are held until
 * there is somebody to answer them, and the page is painted without them.
 */
export function serveScreen(session: Session, folder: string): () => void {
  /** Null: nothing is held any more. */
  let held: (() => void)[] | null = [];
  // protocol.handle would load Node's whole fetch first, which delays each start by about 45 ms (npm run bench -- start).
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- See above.
  session.protocol.registerFileProtocol('app', ({ url, method }, answer) => {
    const path = fileOf(url, folder);
    const extension = extname(path ?? '');
    const type = types[extension];
    if (method !== 'GET' || path === null || type === undefined) {
      answer({ statusCode: 404 });
      return;
    }
    const headers = {
      'content-type': type,
      'content-security-policy': isWorker(path) ? workerPolicy : policy,
      'x-content-type-options': 'nosniff',
    };
    const serve = () => {
      answer({ path, headers });
    };
    if (extension === '.js' && held !== null) held.push(serve);
    else serve();
  });
  return () => {
    const waiting = held ?? [];
    held = null;
    for (const serve of waiting) serve();
  };
}

/** Takes a URL of the screen and the folder of its files; returns the file, or null where the URL is none of ours. */
function fileOf(url: string, folder: string): string | null {
  try {
    const { host, pathname } = new URL(url);
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    return `app://${host}` === appOrigin && path.startsWith(folder + sep) ? path : null;
  } catch {
    return null;
  }
}
