/** Serves the screen's own files at app://fieldpost/, with a policy that lets it load nothing else. */
import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
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
  'trusted-types svelte-trusted-html',
].join('; ');

const types: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** To be called before the app is ready: makes app:// a scheme with an origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Takes the folder of the built screen; serves it in this session. */
export function serveScreen(session: Session, folder: string): void {
  session.protocol.handle('app', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = normalize(join(folder, decodeURIComponent(pathname)));
    const type = types[extname(file)];
    if (method !== 'GET' || `app://${host}` !== appOrigin || !file.startsWith(folder + sep) || type === undefined) {
      return new Response(null, { status: 404 });
    }
    try {
      const headers = { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };
      return new Response(await readFile(file), { headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
