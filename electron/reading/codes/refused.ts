/** Codes that hold no contact: what they are is said, and nothing of them is kept. */
import { noContact, type NoContact } from '../reading.ts';

/** What each begins with. Of payments: EPC, Swiss QR bill, EMV merchants, UPI, PIX, Czech and Slovak ones, and coins. */
const beginnings: Readonly<Record<NoContact, readonly RegExp[]>> = {
  wifi: [/^wifi:/iu, /^dpp:/iu],
  otp: [/^otpauth(?:-migration)?:/iu, /^(?:fido|steam):/iu],
  payment: [
    /^BCD\s*00[12]\s*[1-8]\s*(?:SCT|INST)/u,
    /^SPC\s*0[12]00\s*1\s*[A-Z]{2}\d{2}/u,
    /^000201(?=.*5802[A-Z]{2}).*6304[\dA-F]{4}$/iu,
    /^(?:spd|spd\*\d|spay)\*/iu,
    /^(?:upi|bezahlcode|bank|paypal|venmo|cashapp|swish|vipps|mobilepay|lightning|bitcoin|bitcoincash|ethereum|litecoin|monero|dogecoin|solana|iota|cardano|xrp|ripple|stellar|tron):/iu,
    /^https?:\/\/(?:www\.)?(?:paypal\.me|paypal\.com\/paypalme|venmo\.com|cash\.app|wise\.com\/pay|buy\.stripe\.com|qr\.alipay\.com|pay\.weixin\.qq\.com|swish\.nu)\//iu,
    /^wxp:\/\//iu,
    /^(?:lnbc|lnurl1)[a-z0-9]{20,}$/iu,
    /^HCT\|/u,
    /^ST00012\|/u,
    // Addresses of coins by themselves, and the stripe of a credit card.
    /^(?:bc1[02-9ac-hj-np-z]{25,80}|0x[\da-f]{40})$/iu,
    /^%?B\d{12,19}\^[^^]{2,26}\^\d{4}|^;\d{12,19}=\d{4}/u,
  ],
  script: [
    /^(?:javascript|vbscript|data|file|blob|about|chrome|intent|content|jar|view-source|ms-[\w-]+):/iu,
    /^\\\\[\w.-]+\\/u,
  ],
  thing: [
    /^(?:geo|market|itms-apps?|maps|x-hm):/iu,
    /^begin:(?:vevent|vcalendar)\b/iu,
    // A SIM card, a lamp or a socket of the house, a certificate of health, a boarding card.
    /^LPA:1\$/u,
    /^MT:[A-Z\d.-]{19,}$/u,
    /^HC1:/u,
    /^M1[A-Z][A-Z ]*\/[A-Z ]+ [A-Z\d ]{7} ?[A-Z]{6}[A-Z\d ]{3}/u,
  ],
};

/** Takes a code's text; returns what it is that holds no contact; null: it may hold one. */
export function refusedKind(text: string): NoContact | null {
  // A browser would look past these as well.
  const seen = text.replace(/^[\s\p{Cc}\p{Cf}]+/gu, '');
  return noContact.find((kind) => beginnings[kind].some((pattern) => pattern.test(seen))) ?? null;
}
