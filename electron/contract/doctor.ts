/** What the connection doctor looks at, and what it finds. Times are milliseconds since 1970. */
import * as v from 'valibot';
import { say, type Message, type Said } from '#words/message.ts';
import { nothing, request } from './request.ts';
import type { NamedConnection } from './settings.ts';

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

export const checkTitles: Record<CheckName, Message> = {
  link: say('examination.link'),
  proxy: say('examination.proxy'),
  dns: say('examination.dns'),
  tls: say('examination.tls'),
  clock: say('examination.clock'),
  portal: say('examination.portal'),
  api: say('examination.api'),
  key: say('examination.key'),
  credential: say('examination.credential'),
  quota: say('examination.quota'),
  keychain: say('examination.keychain'),
  disk: say('examination.disk'),
  database: say('examination.database'),
};

/** Unknown: it could not be looked at, or what was seen proves neither. It is never taken for well. */
export const verdicts = ['well', 'trouble', 'unknown', 'not-needed'] as const;
export type Verdict = (typeof verdicts)[number];

export const verdictWords: Record<Verdict, Message> = {
  well: say('examination.well'),
  trouble: say('examination.trouble'),
  unknown: say('examination.unknown'),
  'not-needed': say('examination.notNeeded'),
};

export interface Finding {
  check: CheckName;
  verdict: Verdict;
  /** What was found. No key and no password is in it. */
  found: Said;
  /** The one thing to do; null: nothing. */
  todo: Said | null;
}

export interface Examination {
  startedAt: number;
  /** Null while it is under way. */
  endedAt: number | null;
  /** Of several connections the one that is examined; null: there is only one. */
  connection: NamedConnection | null;
  /** In the order of the checks, as far as they are known. */
  findings: Finding[];
}

export const doctorRequests = {
  /**
   * Examines the connection with this id, without one the connection that is of interest, and ends an examination that is under way;
   * answers at its end.
   */
  examine: request<Examination>()(v.optional(v.string())),
  stopExamination: request<null>()(nothing),
  /** Puts the last examination on the clipboard as text. */
  copyExamination: request<null>()(nothing),
};

export interface DoctorEvents {
  /** The examination as far as it has come. */
  examinationChanged: Examination;
}
