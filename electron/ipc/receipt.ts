import type { receiptRequests } from '#contract/receipt.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function receiptHandlers({
  modes,
  chooseFile,
  app,
  listSeparator,
}: HandlerParts): HandlersOf<typeof receiptRequests> {
  return {
    receipt: (query) => modes.current().outbox.receipt(query),
    saveReceipt: async ({ span, format }) => {
      const { folder } = modes.current().outbox;
      const days = span.from === span.to ? span.from : `${span.from} to ${span.to}`;
      const kind = modes.practice() === null ? 'Fieldpost receipt' : 'Fieldpost practice receipt';
      const file = await chooseFile('Save the receipt', `${kind} ${days}.${format}`);
      if (file === null) return { saved: false, message: null };
      const { saveReceipt } = await import('../receipt/save-receipt.ts');
      return saveReceipt({
        folder,
        span,
        format,
        file,
        now: Date.now(),
        version: app.version,
        separator: await listSeparator(),
      });
    },
  };
}
