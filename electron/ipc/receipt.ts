import type { receiptRequests, Span } from '#contract/receipt.ts';
import { say, type Message } from '#words/message.ts';
import type { HandlersOf } from './handle.ts';
import type { HandlerParts } from './parts.ts';

export function receiptHandlers({
  modes,
  chooseFile,
  app,
  speak,
  listSeparator,
}: HandlerParts): HandlersOf<typeof receiptRequests> {
  return {
    receipt: (query) => modes.current().outbox.receipt(query),
    saveReceipt: async ({ span, format }) => {
      const { folder } = modes.current().outbox;
      const { text, say: words } = speak();
      const name = text(nameOf(span, modes.practice() !== null));
      const file = await chooseFile(words('file.saveReceipt'), `${name}.${format}`);
      if (file === null) return { saved: false, message: null };
      const { saveReceipt } = await import('../receipt/save-receipt.ts');
      return saveReceipt({
        folder,
        span,
        format,
        file,
        now: Date.now(),
        version: app.version,
        speaker: speak(),
        separator: await listSeparator(),
      });
    },
  };
}

/** The name that is suggested for the file, without its ending. */
function nameOf({ from, to }: Span, practice: boolean): Message {
  if (from === to) return say(practice ? 'file.practiceReceiptName' : 'file.receiptName', { day: from });
  return say(practice ? 'file.practiceReceiptNameOfDays' : 'file.receiptNameOfDays', { from, to });
}
