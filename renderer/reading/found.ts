/** What is found in a picture, without the picture. */

/** A code. */
export interface FoundCode {
  /** As it stands in the code: whoever reads it finds out the charset. */
  bytes: Uint8Array;
  text: string;
  /** E.g. `QRCode`. */
  symbology: string;
}

/** A line of a card. */
export interface FoundLine {
  text: string;
  /** 0 to 100. */
  confidence: number;
  /** Places of the letters in the text that may be wrong, from 0. */
  unsure: number[];
}
