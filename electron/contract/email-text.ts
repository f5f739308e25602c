/** E-mail addresses as they are pasted: what cannot work is said, and what stands around an address is taken off. */

/** What an address has before its @ without quotes (RFC 5322, 3.2.3, and RFC 6532), between dots. */
const atom = /^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\x00-\x7F])+$/u;
/** What no address has, whatever its script: blanks, brackets and quotation marks. By Unicode, the apostrophe of O’Neil is one. */
const foreign = /\s|(?![{}’])[\p{Ps}\p{Pe}\p{Pi}\p{Pf}]/u;
const quoted = /^"[^"\\]+"$/u;
const label = String.raw`[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_\-]*[\p{L}\p{M}\p{N}])?`;
/** Names with a dot between them, of any script; the last one is the top level. Or an IP address in brackets. */
const domain = new RegExp(String.raw`^(?:(?:_?${label}\.)+(${label})|\[[\da-f.:]+\])$`, 'iu');
/** RFC 5321, 4.5.3.1. */
const longestLocalPart = 64;
const longest = 254;

/** Takes a text; returns whether mail to it could arrive, as far as its spelling tells. Blanks around it do not matter. */
export function isEmail(text: string): boolean {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || address.length > longest || local.length > longestLocalPart) return false;
  return isLocalPart(local) && isDomain(address.slice(at + 1));
}

function isLocalPart(text: string): boolean {
  return quoted.test(text) || (!foreign.test(text) && text.split('.').every((part) => atom.test(part)));
}

function isDomain(text: string): boolean {
  const found = domain.exec(text);
  if (found === null) return false;
  const [, top] = found;
  // In Latin letters no top level has one letter, or a digit but for the spelling of another script.
  return top === undefined || !/^[\x20-\x7E]*$/u.test(top) || /^(?:[a-z]{2,}|xn--.+)$/iu.test(top);
}

/** Takes what was typed; returns the address in it, where nothing but `mailto:`, brackets, quotes or commas stand around it. */
export function tidiedEmail(text: string): string {
  if (text === '' || isEmail(text)) return text;
  const bare = text
    .replace(/^[\s<([{"'“”„«»‹›‘’,;]*(?:mailto:\s*)?[\s<([{"'“”„«»‹›‘’,;]*/iu, '')
    .replace(/\?(?:subject|body|cc|bcc|to)=.*$/isu, '')
    .replace(/[\s>)\]}"'“”„«»‹›‘’,;]*$/u, '');
  return isEmail(bare) ? bare : text;
}
