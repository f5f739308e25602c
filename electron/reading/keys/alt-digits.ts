/** Characters that a scanner types by their number: Alt and digits of the number pad, as Windows takes them. */
import { decoded } from '../text/decode.ts';

/** Code page 850 from 128 on: what Windows makes of a number without a zero before it, in Western Europe. */
const oem =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

/** Takes the digits that were typed while Alt was down; returns their character; empty: there is none of that number. */
export function characterOf(digits: string): string {
  const number = Number(digits);
  if (digits === '' || number > 0x10ffff || (number >= 0xd800 && number < 0xe000)) return '';
  if (number < 128 || number > 255) return String.fromCodePoint(number);
  return digits.startsWith('0') ? decoded(Uint8Array.of(number), 'windows-1252') : oem.charAt(number - 128);
}

/** Takes digits of several characters whose Alt was not seen between; returns the characters: four digits, or three. */
export const charactersOf = (digits: string): string =>
  digits.length <= 5 ? characterOf(digits) : (digits.match(/0\d{3}|\d{3}|\d+/gu) ?? []).map(characterOf).join('');
