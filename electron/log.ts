/** What happened and what went wrong, for whoever looks into it: on the standard error, and never with a contact or a key in it. */
export const log = {
  /** Takes what happened, in fixed words, and facts that no user typed and no server sent. */
  note(what: string, facts: Readonly<Record<string, string | number | boolean | null>> = {}): void {
    console.error(`[fieldpost] ${what}`, facts);
  },
  error(what: string, error?: unknown): void {
    console.error(`[fieldpost] ${what}`, error ?? '');
  },
};
