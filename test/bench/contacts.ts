/** Made-up contacts as a trade fair brings them: the same ones in each run. */
import { emptyContact, type Contact } from '#contract/contact.ts';

const firstNames =
  'Mei Aiko Amara Anders Ana Bruno Camille Carlos Chloé Daniel Diego Elena Emma Farid Fatima Felix Grace Hana Hugo Ines Ivan Jakub Jana João Julia Kenji Lars Laura Leila Liam Lin Lucía Marek María Mateo Mia Mohammed Nadia Nina Noah Nora Olga Omar Paolo Petra Priya Ravi Rosa Sara Sven Tariq Tereza Thomas Uma Valeria Wei Yara Yusuf Zoë Meike Søren Łukasz 太郎 민수 สมชาย'.split(
    ' ',
  );
const lastNames =
  'Tanaka Müller García Smith Nguyen Kowalski Rossi Silva Dubois Jensen Novák Ivanova Haddad Okafor Singh Patel Kim Park Wang Zhang Andersson Virtanen Papadopoulos Yılmaz Cohen Levi Hernández López Martín Fernández Costa Pereira Moreau Lefèvre Schmidt Schneider Fischer Weber Wagner Becker Horváth Nagy Popescu Ionescu Petrović Horvat Kovač Larsen Hansen Nielsen Bakker Visser Jansen Peeters Byrne Murphy Kelly Walsh Brown Jones Taylor Wilson Evans Thomas Roberts Walker Wright Clarke Hughes Edwards Meier O’Neil Großmann Đặng Işık 山田 김 ใจดี'.split(
    ' ',
  );
const trades =
  'Optics Robotics Foods Logistics Textiles Pharma Tools Packaging Energy Marine Ceramics Software Plastics Metals Glass Instruments'.split(
    ' ',
  );
const places =
  'Northern Alpine Baltic Pacific Rhine Danube Iberian Adriatic Harbour Summit Meridian Polar Delta Coastal Central Highland Lakeside Valley Riverside Eastern'.split(
    ' ',
  );
const domains = ['example.com', 'example.org', 'example.net'];

/** Takes the contact's number; returns it with all that a rep in a hurry types. */
export function madeUpContact(number: number): Contact {
  // Each text from another part of the number's hash, so that the texts do not go hand in hand.
  const hash = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  const pick = (from: readonly string[], shift: number) => from[(hash >>> shift) % from.length] ?? '';
  const firstName = pick(firstNames, 3);
  const lastName = pick(lastNames, 11);
  const account = `${pick(places, 7)} ${pick(trades, 17)}`;
  const mailbox = `${firstName}.${lastName}.${number}`.toLowerCase();
  return {
    ...emptyContact(),
    firstName,
    lastName,
    account,
    addresses: [
      {
        addressType: 'main',
        street1: `${(hash % 190) + 1} Market Street`,
        street2: '',
        city: 'Springfield',
        state: '',
        countrySubdivision: '',
        country: 'US',
        postalCode: String(10_000 + (hash % 89_999)),
      },
    ],
    emailAddresses: [{ emailAddressType: 'main', emailAddress: `${mailbox}@${pick(domains, 5)}` }],
    phoneNumbers: [{ phoneNumberType: 'primary', phoneNumber: `+1 555 ${String(hash % 10_000_000).padStart(7, '0')}` }],
    customFields: [{ name: 'Met at', value: `Hall ${(hash % 9) + 1}, booth ${hash % 400}`, kind: 'text' }],
  };
}
