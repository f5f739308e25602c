/** Countries by the names that people write on cards, in their own language and in those of their neighbours. */

const languages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'pt',
  'pl',
  'sv',
  'da',
  'cs',
  'fi',
  'tr',
  'ja',
  'zh',
  'ko',
  'ru',
];
const codes = (
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO ' +
  'CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR ' +
  'HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML ' +
  'MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA ' +
  'SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU ' +
  'WF WS XK YE YT ZA ZM ZW'
).split(' ');

/** What the catalogue of Intl does not have. */
const others: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'u.k.': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  turkey: 'TR',
  'south korea': 'KR',
  'republic of korea': 'KR',
  uae: 'AE',
  'u.a.e.': 'AE',
  'p.r. china': 'CN',
  'pr china': 'CN',
  'hong kong': 'HK',
  macau: 'MO',
  brd: 'DE',
};

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();

let byName: Map<string, string> | null = null;

function names(): Map<string, string> {
  if (byName !== null) return byName;
  byName = new Map(Object.entries(others));
  for (const language of languages) {
    const said = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = said.of(code);
      if (name !== undefined && !byName.has(folded(name))) byName.set(folded(name), code);
    }
  }
  return byName;
}

/** Takes what stands in the place of a country; returns its code of two letters, e.g. `DE`; null: it is none that is known. */
export function countryCode(written: string): string | null {
  const text = folded(written).replace(/[.,;]+$/u, '');
  if (text.length < 2) return null;
  const code = text.toUpperCase();
  if (codes.includes(code) && /^\p{L}{2}$/u.test(written.trim())) return code;
  return names().get(text) ?? names().get(`${text}.`) ?? null;
}

/** Takes a host or an e-mail address; returns the country that its ending names; null: none. `.io` and the like name none. */
export function countryOfHost(host: string): string | null {
  const top = (/\.([a-z]{2})$/iu.exec(host.trim())?.[1] ?? '').toUpperCase();
  if (top === 'UK') return 'GB';
  return codes.includes(top) && !/^(?:IO|CO|AI|ME|TV|CC|FM|AG|GG|LA|SH|VC|WS|TO|IM|IS|LY|GL|ST|PM|NU|TK|PW)$/u.test(top)
    ? top
    : null;
}
