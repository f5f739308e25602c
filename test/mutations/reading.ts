/** The rules of the readers. */
import type { Mutation } from './mutations.ts';

const cards = ['test/unit/reading/vcard-own.test.ts', 'test/unit/reading/vcard-field.test.ts'];
const refused = ['test/unit/reading/no-contact.test.ts'];
const keys = ['test/unit/reading/keyboard-scanner.test.ts'];
const texts = ['test/unit/reading/scanned-text.test.ts'];
const phones = ['test/unit/reading/phones.test.ts'];

export const readingMutations: readonly Mutation[] = [
  {
    rule: 'reading: a soft break is joined before it is decoded',
    file: 'electron/reading/vcard/lines.ts',
    from: 'soft = quoted && ',
    to: 'soft = false && ',
    tests: cards,
  },
  {
    rule: 'reading: a fold within a letter heals',
    file: 'electron/reading/vcard/lines.ts',
    from: 'parts.push(belongs ? line : line.slice(1));',
    to: 'parts.push(line);',
    tests: cards,
  },
  {
    rule: 'reading: what is UTF-8 is UTF-8, whatever its label',
    file: 'electron/reading/text/decode.ts',
    from: 'if (utf8 !== null) return utf8;',
    to: '',
    tests: cards,
  },
  {
    rule: 'reading: a card within a card is somebody else’s',
    file: 'electron/reading/vcard/cards.ts',
    from: "if (property.name === 'AGENT') return property.value === '';",
    to: '',
    tests: ['test/unit/reading/vcard-cases.test.ts'],
  },
  {
    rule: 'reading: the name of a company is no person',
    file: 'electron/reading/vcard/fields.ts',
    from: "if (whole !== '' && !isCompanys(whole))",
    to: "if (whole !== '')",
    tests: cards,
  },
  {
    rule: 'reading: a fax is never the first phone',
    file: 'electron/reading/text/contact-parts.ts',
    from: "(type === 'fax' ? 2 : ",
    to: "(type === 'fax' ? 0 : ",
    tests: cards,
  },
  {
    rule: 'reading: a number that begins with +0 is of no country',
    file: 'electron/reading/text/phones.ts',
    from: 'if (/^(?:\\+|00)\\s*0/u.test(typed)) {',
    to: 'if (typed === null) {',
    tests: phones,
  },
  {
    rule: 'reading: in Italy the zero belongs to the number',
    file: 'electron/reading/text/phones.ts',
    from: "kept?.countryCallingCode === '39' && kept.isValid() ? kept : dropped",
    to: 'dropped',
    tests: phones,
  },
  {
    rule: 'reading: a licence is not read unless that is switched on',
    file: 'electron/reading/read.ts',
    from: 'if (!readsLicences) {',
    to: 'if (readsLicences === null) {',
    tests: refused,
  },
  {
    rule: 'reading: the text of a licence is never kept',
    file: 'electron/reading/read.ts',
    from: "kind: 'aamva', raw: null",
    to: "kind: 'aamva', raw: text",
    tests: refused,
  },
  {
    rule: 'reading: nothing of a code without a contact is kept',
    file: 'electron/reading/read.ts',
    from: 'if (refused !== null) {',
    to: 'if (refused === undefined) {',
    tests: refused,
  },
  {
    rule: 'reading: a rule that was taught takes only codes that begin as it says',
    file: 'electron/reading/codes/badge-rule.ts',
    from: 'if (!text.startsWith(rule.prefix)) return null;',
    to: '',
    tests: ['test/unit/reading/badge-rule.test.ts'],
  },
  {
    rule: 'reading: more cards than begin are never found',
    file: 'electron/reading/vcard/cards.ts',
    from: 'else card = null;',
    to: 'else cards.push((card = { properties: [], lines: [] }));',
    tests: ['test/unit/reading/fuzz.test.ts'],
  },
  {
    rule: 'reading: what is too large is refused',
    file: 'electron/reading/read.ts',
    from: 'if (size > largestInput)',
    to: 'if (size < 0)',
    tests: ['test/unit/reading/fuzz.test.ts'],
  },
  {
    rule: 'reading: a command in the middle of a scan is held back',
    file: 'electron/reading/keys/scan-detector.ts',
    from: 'if (!isHeld || released.length > 0)',
    to: 'if (isHeld || released.length >= 0)',
    tests: keys,
  },
  {
    rule: 'reading: a vCard’s line breaks do not end it',
    file: 'electron/reading/keys/scan-detector.ts',
    from: 'isUnfinished(this.#run) ? times.unfinished : ',
    to: '',
    tests: keys,
  },
  {
    rule: 'reading: a person who types fast is no scanner',
    file: 'electron/reading/keys/scan-detector.ts',
    from: 'coded: 18, plain: 24,',
    to: 'coded: 6, plain: 8,',
    tests: keys,
  },
  {
    rule: 'reading: a slow scanner is one, too',
    file: 'electron/reading/keys/scan-detector.ts',
    from: 'codedAlone: 8, plainAlone: 20',
    to: 'codedAlone: 30, plainAlone: 40',
    tests: keys,
  },
  {
    rule: 'reading: Caps Lock is undone',
    file: 'electron/reading/keys/typed-text.ts',
    from: "if (capitals === 'asTyped' || !capsLock",
    to: "if (capitals !== 'asTyped' || !capsLock",
    tests: texts,
  },
  {
    rule: 'reading: a scan is read by the places of its keys as well',
    file: 'electron/reading/keys/scanned-text.ts',
    from: "isNumbered ? ['keys'] : ['keys', ...layoutNames]",
    to: "isNumbered ? ['keys'] : ['keys']",
    tests: texts,
  },
];
