/** Things that share a line, and what mails and numbers do to signatures everywhere. */
import type { Found } from './found.ts';

/** What they are, as they are pasted, and what has to be found in them; of an address the parts that are named. */
export const mixedSignatures: [
  name: string,
  text: string,
  expected: Partial<Omit<Found, 'addresses'>> & { addresses?: object[] },
][] = [
  [
    'a title behind the name in brackets, dashes in the address',
    'Viele Grüße aus Köln\n\nPetra Lang\n(Teamleitung Beschaffung)\n\nBlechwerk Süd GmbH – Industriestr. 12 – 70565 Stuttgart\nTel.: 0711 / 555 01-23 | Fax: -99\nMail: petra.lang@blechwerk-sued.de',
    {
      first: 'Petra',
      last: 'Lang',
      title: 'Teamleitung Beschaffung',
      account: 'Blechwerk Süd GmbH',
      phones: ['primary 0711 / 555 01-23', 'fax 0711 / 555 01-99'],
      e164: ['+497115550123', '+497115550199'],
      addresses: [{ street1: 'Industriestr. 12', city: 'Stuttgart', postalCode: '70565' }],
    },
  ],
  [
    'a switchboard and an extension with a stroke',
    'Petra Lang\nT +49 40 1234-0 / -15\nF +49 40 1234-99\npetra.lang@blech.example',
    {
      first: 'Petra',
      last: 'Lang',
      phones: ['primary +49 40 1234-0', 'secondary +49 40 1234-15', 'fax +49 40 1234-99'],
    },
  ],
  [
    'a switchboard and an extension with dashes apart',
    'Petra Lang\nT +49 40 12 34 – 0 / – 15 / Fax – 99\npetra.lang@blech.example',
    {
      phones: ['primary +49 40 12 34 – 0', 'secondary +49 40 12 34 – 15', 'fax +49 40 12 34 – 99'],
      e164: ['+494012340', '+4940123415', '+4940123499'],
    },
  ],
  [
    'an extension behind a stroke',
    'Petra Lang\nT +43 1 23456 / DW 12\npetra.lang@blech.example',
    { phones: ['primary +43 1 23456 / DW 12'], e164: ['+43123456'], extensions: ['12'] },
  ],
  [
    'an extension in brackets',
    'Petra Lang\nT +1 212 555 0142 (ext. 12)\npetra.lang@blech.example',
    { phones: ['primary +1 212 555 0142 (ext. 12)'], e164: ['+12125550142'], extensions: ['12'] },
  ],
  [
    'an extension below its number',
    '--- \nGreta Hoffmann | Voltaic GmbH\nTel. +49 (0)30 555 01-0, Durchwahl -12\nMobile +49 160 5550111',
    {
      first: 'Greta',
      last: 'Hoffmann',
      account: 'Voltaic GmbH',
      phones: ['primary +49 (0)30 555 01-0', 'work +49 (0)30 555 01-12', 'mobile +49 160 5550111'],
    },
  ],
  [
    'a word behind each number',
    'Greta Hoffmann\nVoltaic GmbH\n+49 30 55501-12 (office)\n+49 160 5550111 (mobile)',
    {
      first: 'Greta',
      last: 'Hoffmann',
      account: 'Voltaic GmbH',
      phones: ['primary +49 30 55501-12', 'mobile +49 160 5550111'],
    },
  ],
  [
    'a job and a company in one line',
    'Priya Shah\nHead of Procurement, BlueRiver Utilities\npriya.shah@blueriver.example\n+44 20 7946 0123',
    {
      first: 'Priya',
      last: 'Shah',
      title: 'Head of Procurement',
      account: 'BlueRiver Utilities',
      phones: ['primary +44 20 7946 0123'],
    },
  ],
  [
    'a job with a comma of its own',
    'Sam Carter\nDirector, Europe\nOrbit Labs\nsam.carter@orbitlabs.com',
    { first: 'Sam', last: 'Carter', title: 'Director, Europe', account: 'Orbit Labs' },
  ],
  ['a name and a company with a comma', 'Eva Bauer, Nord GmbH', { first: 'Eva', last: 'Bauer', account: 'Nord GmbH' }],
  [
    'a label of one letter behind an address',
    'Priya Shah | Head of Procurement | BlueRiver Utilities\nE: priya.shah@blueriver.example M: +44 7700 900456',
    {
      first: 'Priya',
      last: 'Shah',
      title: 'Head of Procurement',
      account: 'BlueRiver Utilities',
      phones: ['mobile +44 7700 900456'],
      emails: ['main priya.shah@blueriver.example'],
    },
  ],
  [
    'a name with its pronouns',
    'Best,\nKate\n\nKate Wilson (she/her)\nCustomer Success Lead @ Brightside\nkate@brightside.io | +1 646 555 0177 | linkedin.com/in/katewilson',
    {
      first: 'Kate',
      last: 'Wilson',
      title: 'Customer Success Lead',
      account: 'Brightside',
      phones: ['primary +1 646 555 0177'],
    },
  ],
  [
    'letters with blanks between',
    'J A N E   D O E\nMarketing Director\nAcme\njane@acme.example',
    { first: 'JANE', last: 'DOE', title: 'Marketing Director', account: 'Acme', emails: ['main jane@acme.example'] },
  ],
  [
    'a mail that is quoted as a whole',
    '> Kind regards,\n> \n> Tom Abele\n> Purchasing Manager\n> Three Oak Mills Ltd\n> +44 113 496 0456\n> tom.abele@threeoak.example',
    {
      first: 'Tom',
      last: 'Abele',
      title: 'Purchasing Manager',
      account: 'Three Oak Mills Ltd',
      phones: ['primary +44 113 496 0456'],
      emails: ['main tom.abele@threeoak.example'],
    },
  ],
  [
    'a quoted mail below its line of who wrote it',
    'On Tue, 4 Nov 2025, Tom Abele wrote:\n> Hi,\n> \n> Tom Abele\n> Buyer, Three Oak Mills Ltd\n> tom@threeoak.example',
    {
      first: 'Tom',
      last: 'Abele',
      title: 'Buyer',
      account: 'Three Oak Mills Ltd',
      emails: ['main tom@threeoak.example'],
    },
  ],
  [
    'two numbers with a stroke between',
    'Eva Bauer\n040 123456 / 0170 5550123\neva@nord.de',
    {
      first: 'Eva',
      last: 'Bauer',
      phones: ['primary 040 123456', 'secondary 0170 5550123'],
      e164: ['+4940123456', '+491705550123'],
    },
  ],
  [
    'a name in two lines, which its address proves',
    'Marco\nAntonelli\nResponsabile Acquisti\nFerrovia Logistics S.p.A.\nVia Roma 45\n10121 Torino (TO)\nCell. +39 333 555 0123\nm.antonelli@ferrovia.example',
    { first: 'Marco', last: 'Antonelli', account: 'Ferrovia Logistics S.p.A.', title: 'Responsabile Acquisti' },
  ],
  [
    'a company whose address follows it',
    'Dr Aoife Byrne\nChief Scientist\nBrightsky Renewables Ltd, Unit 4, Docklands Business Park, Galway\naoife@brightsky.example',
    {
      first: 'Aoife',
      last: 'Byrne',
      account: 'Brightsky Renewables Ltd',
      addresses: [{ street1: 'Unit 4, Docklands Business Park, Galway' }],
    },
  ],
  [
    'little pictures in the place of words',
    'Dwayne Jackson 🌱\nRegional Sales Director\nIronclad Fasteners, Inc.\n📞 (404) 555-0182 x 204  |  📱 470-555-0119 📠 404-555-0183\n✉️ djackson@ironclad.example\n🌐 ironclad.example\nBook time with me: https://calendly.example/dj',
    {
      first: 'Dwayne',
      last: 'Jackson',
      website: 'ironclad.example',
      phones: ['primary (404) 555-0182 x 204', 'mobile 470-555-0119', 'fax 404-555-0183'],
    },
  ],
  [
    'an initial in the place of a family name, and a town with a dash',
    'Thanks & Regards,\nVenkataraman S.\nAsst. General Manager - Plant Engineering\nM/s Kaveri Precision Tools Pvt. Ltd.,\nPlot No. 45/2, SIDCO Industrial Estate, Coimbatore - 641 021\nMob: +91 98400 55501 / Off: 0422-2555012\nE: venkat@kaveritools.example',
    {
      first: 'Venkataraman',
      last: 'S.',
      account: 'Kaveri Precision Tools Pvt. Ltd.',
      phones: ['mobile +91 98400 55501', 'primary 0422-2555012'],
      e164: ['+919840055501', '+914222555012'],
      addresses: [{ city: 'Coimbatore', postalCode: '641 021' }],
    },
  ],
  [
    'a line of a chat',
    'Met Greta Hoffmann from Voltaic, greta@voltaic.example, call her on 0176 555 01234',
    {
      first: 'Greta',
      last: 'Hoffmann',
      account: 'Voltaic',
      phones: ['primary 0176 555 01234'],
      emails: ['main greta@voltaic.example'],
    },
  ],
  ['a name and a company in half a sentence', 'Greta Hoffmann from Voltaic', { first: 'Greta', account: 'Voltaic' }],
  [
    'a name that its address has the other way round',
    'Bauer Eva, Stadtwerke Linz, 0732/555-0 / -15, eva.bauer@stadtwerke-linz.example',
    {
      first: 'Eva',
      last: 'Bauer',
      account: 'Stadtwerke Linz',
      phones: ['primary 0732/555-0', 'secondary 0732/555-15'],
    },
  ],
  [
    'a greeting from a town, which is nobody',
    'Many Kind Greetings from Hamburg\nEva Ott\neva.ott@nord.example',
    { first: 'Eva', last: 'Ott' },
  ],
];
