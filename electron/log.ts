/** What went wrong, for whoever looks into it: on the standard error, and never with a contact or a key in it. */
export const log = {
  error(what: string, error?: unknown): void {
    console.error(`[fieldpost] ${what}`, error ?? '');
  },
};
