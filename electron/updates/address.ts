import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import * as v from 'valibot';
import { isLoopback } from '../http/hosts.ts';
import { UpdateProblem } from './problem.ts';

const schema = v.object({ url: v.pipe(v.string(), v.url()) });

/** Takes the text of an app-update.yml; returns the update server's address. @throws UpdateProblem */
export function addressIn(text: string): string {
  const content: unknown = parseUpdateInfo(text, 'app-update.yml', new URL('file:'));
  const checked = v.safeParse(schema, content);
  if (!checked.success) throw new UpdateProblem('malformed');
  const url = new URL(checked.output.url);
  if (url.protocol !== 'https:' && !isLoopback(url)) throw new UpdateProblem('unreachable', 'Not over https');
  return url.href;
}
