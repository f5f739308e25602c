/** What the connection doctor looks at, and what it finds. Times are milliseconds since 1970. */
import { nothing, request } from './request.ts';

/** In the order in which they are read: each stands on those before it. */
export const checkNames = [
  'link',
  'proxy',
  'dns',
  'tls',
  'clock',
  'portal',
  'api',
  'key',
  'credential',
  'quota',
  'keychain',
  'disk',
  'database',
] as const;
export type CheckName = (typeof checkNames)[number];

export const checkTitles: Record<CheckName, string> = {
  link: 'Network link',
  proxy: 'Proxy',
  dns: 'Name (DNS)',
  tls: 'Security (TLS)',
  clock: 'Clock',
  portal: 'Wi-Fi sign-in',
  api: 'API',
  key: 'API key',
  credential: 'Credential ID',
  quota: 'Quota',
  keychain: 'Keychain',
  disk: 'Disk',
  database: 'Database',
};

/** Unknown: it could not be looked at, or what was seen proves neither. It is never taken for well. */
export const verdicts = ['well', 'trouble', 'unknown', 'not-needed'] as const;
export type Verdict = (typeof verdicts)[number];

export const verdictWords: Record<Verdict, string> = {
  well: 'Well',
  trouble: 'Trouble',
  unknown: 'Not known',
  'not-needed': 'Not needed',
};

export interface Finding {
  check: CheckName;
  verdict: Verdict;
  /** What was found, in sentences. No key and no password is in it. */
  found: string;
  /** The one thing to do, in sentences; null: nothing. */
  todo: string | null;
}

export interface Examination {
  startedAt: number;
  /** Null while it is under way. */
  endedAt: number | null;
  /** In the order of the checks, as far as they are known. */
  findings: Finding[];
}

export const doctorRequests = {
  /** Examines the connection, and ends an examination that is under way; answers at its end. */
  examine: request<Examination>()(nothing),
  stopExamination: request<null>()(nothing),
  /** Puts the last examination on the clipboard as text. */
  copyExamination: request<null>()(nothing),
};

export interface DoctorEvents {
  /** The examination as far as it has come. */
  examinationChanged: Examination;
}
