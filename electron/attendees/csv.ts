/** Reads a table of texts with separators: as people's spreadsheets write it. */
import papa from 'papaparse';
import { say } from '#words/message.ts';
import { SaidError } from '#words/said.ts';
import { decoded, encodingOf } from './decode.ts';
import type { Chosen, Row, Table } from './table.ts';

/** How much of a text tells what separates its cells, in UTF-16 code units. */
const sampleSize = 64 * 1024;
const separators = [';', ',', '\t', '|', '^', '~'];

/**
 * Takes a file's bytes, and what somebody said of it, if anything; returns its table.
 * @throws SaidError for an encoding that cannot be read, and for what is no text
 */
export function csvTable(bytes: Uint8Array, chosen: Chosen): Table {
  const encoding = chosen.encoding ?? encodingOf(bytes);
  const whole = textIn(bytes, encoding);
  // Excel writes it, and reads it, for those whose computers have another separator.
  const told = /^"?sep=(.)"?(?:\r\n|\r|\n)/u.exec(whole);
  const text = told === null ? whole : whole.slice(told[0].length);
  if (chosen.encoding === undefined && isNoText(text.slice(0, sampleSize)))
    throw new SaidError(say('attendees.noTable'));
  const separator = chosen.separator ?? told?.[1] ?? likelySeparator(text.slice(0, sampleSize));
  return {
    isWorkbook: false,
    encoding,
    separator,
    read(each) {
      // In the file this line is the first row.
      let number = told === null ? 0 : 1;
      papa.parse<string[]>(text, {
        delimiter: separator,
        step({ data, errors }, parser) {
          const row: Row = {
            number: ++number,
            cells: data,
            isBroken: errors.some(({ code }) => code === 'MissingQuotes'),
          };
          if (!each(row)) parser.abort();
        },
      });
    },
  };
}

/** Signs that stand in no text: damaged files are full of them. */
const isNoText = (sample: string): boolean =>
  (sample.match(/[\0-\x08\x0E-\x19\uFFFD]/gu)?.length ?? 0) > sample.length / 50;

function textIn(bytes: Uint8Array, encoding: string): string {
  try {
    return decoded(bytes, encoding);
  } catch {
    throw new SaidError(say('attendees.noEncoding'));
  }
}

const likelySeparator = (sample: string): string =>
  papa.parse(sample, { preview: 50, skipEmptyLines: 'greedy', delimitersToGuess: separators }).meta.delimiter;
