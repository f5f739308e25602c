/** How answers look on the wire: the manners of a CRM, and the many shapes in which one says what is wrong. */
import type { Ids } from './crm.ts';
import { httpAnswer } from './servers.ts';

/** What a CRM does with every answer. */
export interface Manners {
  ids: Ids;
  /** Whether its bodies begin with a byte order mark. */
  mark: boolean;
  type: string;
  /** What comes before each answer, unasked; null: nothing. */
  interim: 100 | 103 | null;
  /** Ends a connection so long after an answer, in milliseconds; null: it keeps it. */
  hangUp: number | null;
  /** Whether it has nothing to do with a client that does not say who it is. */
  wantsUserAgent: boolean;
}

export const goodManners: Manners = {
  ids: 'text',
  mark: false,
  type: 'application/json',
  interim: null,
  hangUp: null,
  wantsUserAgent: false,
};

/** Takes an answer's status, its JSON and further headers; returns the text of an answer as this CRM gives it. */
export function dressed(
  { mark, type, interim }: Manners,
  status: number,
  json: string,
  headers: Record<string, string> = {},
): string {
  const before = interim === null ? '' : `HTTP/1.1 ${interim} Whatever\r\n\r\n`;
  return before + httpAnswer(status, `${mark ? '\uFEFF' : ''}${json}`, { 'content-type': type, ...headers });
}

/** Where in the body of an error the words for a person are. */
const shapes = {
  message: (says: string) => ({ message: says }),
  error: (says: string) => ({ error: says }),
  'error, an object': (says: string) => ({ error: { message: says } }),
  detail: (says: string) => ({ detail: says }),
  problem: (says: string) => ({ type: 'about:blank', title: 'Bad request', detail: says }),
  'errors by field': (says: string) => ({ errors: { emailAddresses: [says] } }),
  'errors with a detail': (says: string) => ({ errors: [{ detail: says }] }),
  'errors with a message': (says: string) => ({ errors: [{ message: says }] }),
  'errors with a title': (says: string) => ({ errors: [{ title: says }] }),
  list: (says: string) => [{ message: says, errorCode: 'INVALID_FIELD' }],
  Message: (says: string) => ({ Message: says }),
  data: (says: string) => ({ data: [{ code: 'INVALID_DATA', message: says, details: { api_name: 'Email' } }] }),
  oauth: (says: string) => ({ error: 'invalid_request', error_description: says }),
} as const;

export type ErrorShape = keyof typeof shapes;
export const errorShapes = Object.keys(shapes) as ErrorShape[];

/** Returns the body of an error that says this. */
export function errorBody(says: string, shape: ErrorShape): string {
  return JSON.stringify(shapes[shape](says));
}
