/** What columns, JSON keys and labels of lines are called, in several languages → the part of a contact that they name. */

import { parts, type Part } from '#contract/badge-rule.ts';

export { parts, type Part };

/** In lower case, with neither accents nor anything but letters between. */
const words: Readonly<Record<Exclude<Part, 'none'>, string>> = {
  badgeId:
    'id bid badge badgeid badgenumber badgeno badgecode barcode code ticket ticketid ticketcode ticketnumber qr qrcode scanid registrationid ' +
    'regid registrationnumber attendeeid personid participantid visitorid guestid confirmation confirmationnumber conf ref reference ' +
    'referenceid lead leadid uid uuid orderid teilnehmernummer ausweis ausweisnr badgenr ausweisnummer besuchernummer nr number no idnumber key',
  name: 'name fullname displayname fn contactname attendeename attendee contact vollername nomcomplet nombrecompleto nomecompleto person delegate fullnombre',
  firstName:
    'firstname first givenname given fname forename vorname prenom nombre nome voornaam imie fornamn fornavn etunimi jmeno primeironome keresztnev namefirst prenomusuel',
  lastName:
    'lastname last ln surname familyname family lname nachname zuname familienname nom nomdefamille apellido apellidos cognome achternaam nazwisko efternamn etternavn efternavn sukunimi prijmeni sobrenome apelido vezeteknev namelast',
  salutation: 'salutation anrede prefix civilite tratamiento honorific',
  account:
    'company co companyname organization organisation organizationname organisationname org account accountname firm firma unternehmen entreprise societe empresa azienda societa ' +
    'bedrijf organisatie firmanaam foretag virksomhed selskap yritys spolecnost ceg employer business institution affiliation',
  department:
    'department dept division abteilung service departement departamento reparto afdeling avdelning dzial unit team',
  jobTitle:
    'title jobtitle job position role function designation funktion stelle fonction poste cargo puesto ruolo mansione functie stanowisko titel befattning occupation beruf pozice beosztas',
  email:
    'email e em mail emailaddress mailaddress eaddress emails emailwork workemail courriel correo correoelectronico correio epost eposta sahkoposti adressemail mailadresse emailadresse internet',
  phone:
    'phone phonenumber telephone tel telefon simi vx telefonnummer tlf tfn telephonenumber phones workphone businessphone officephone office work direct directphone directline durchwahl buero fon festnetz zentrale ' +
    'telefono telefone telefoon puhelin puh t p d b o ph switchboard main hauptnummer fijo fixe standard landline desk ddi did tfno tlfno telf tef direkt direkttelefon fone rufnummer dir direkte vaxel centralino centralita ufficio',
  mobile:
    'mobile mobilephone mobilenumber cell cellphone cellular mobil mobiltelefon handy handynummer portable movil celular cellulare mobiel gsm natel m c komorka tel mob mob mobiltel matkapuhelin cel telm tlm telemovel hp whatsapp',
  fax: 'fax faxnumber telefax f faks facsimile',
  website: 'website web url homepage www site siteweb webseite sitio sitioweb sito webpage w internetseite paginaweb',
  street:
    'street bezoekadres postadres besoksadress postadress besoksadresse postadresse kayntiosoite osoite cim sidlo address address1 addressline addressline1 streetaddress street1 strasse adresse anschrift rue direccion indirizzo via straat adres ulica endereco gata address line line1 mailingstreet',
  street2: 'address2 street2 addressline2 line2 addresszusatz adresszusatz address3 addressline3',
  city: 'city town ort stadt ville ciudad citta stad miasto cidade locality kaupunki mesto by mailingcity',
  state:
    'state region province county bundesland kanton estado provincia provincie wojewodztwo lan etat stateprovince stateregion mailingstate',
  postalCode:
    'zip zipcode postalcode postcode plz postleitzahl codepostal codigopostal cap kodpocztowy cp postnummer psc postal zippostal cep mailingzip',
  country: 'country land pays pais paese kraj countryname countrycode nation maa zeme countryregion mailingcountry',
  note: 'note notes comment comments remark remarks bemerkung notiz kommentar remarque nota notas commentaire uwagi description',
  linkedIn: 'linkedin linkedinurl linkedinprofile linkedinlink',
};

/** Of a word that stands in two lists, the first wins. */
const partByWord = new Map<string, Part>();
for (const [part, all] of Object.entries(words) as [Part, string][]) {
  for (const word of all.split(' ')) if (!partByWord.has(word)) partByWord.set(word, part);
}

/** Takes what a column, a key or a line is called; returns the part that it names; null: none that is known. */
export function partCalled(label: string): Part | null {
  const word = label
    .normalize('NFD')
    .replace(/ß/gu, 'ss')
    .replace(/[\p{M}]/gu, '')
    .replace(/[łŁ]/gu, 'l')
    .replace(/[øØ]/gu, 'o')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');
  return (
    partByWord.get(word) ??
    partByWord.get(word.replace(/s$/u, '')) ??
    otherScripts.find(([, pattern]) => pattern.test(label))?.[0] ??
    null
  );
}

const otherScripts: readonly (readonly [Part, RegExp])[] = [
  ['lastName', /^(?:姓|苗字|성)$/u],
  ['firstName', /^(?:名|이름)$/u],
  ['name', /^(?:氏名|名前|姓名|お名前|성명)$/u],
  ['account', /^(?:会社名?|公司|企業名?|회사명?|単位|单位)$/u],
  ['department', /^(?:部署|部门|部門|부서)$/u],
  ['jobTitle', /^(?:役職|职位|職位|직책|직위)$/u],
  ['email', /^(?:البريد(?: الإلكتروني)?|メール(?:アドレス)?|邮箱|電郵|이메일|电子邮件)$/u],
  [
    'mobile',
    /^(?:携帯(?:電話)?|手机|手機|휴대폰?|휴대전화|моб(?:ильный)?\.?|κιν(?:ητό)?\.?|جوال|موبايل|نقال|נייד|มือถือ)$/iu,
  ],
  [
    'phone',
    /^(?:電話(?:番号)?|电话|전화(?:번호)?|тел(?:ефон)?\.?|τηλ(?:έφωνο)?\.?|هاتف|تلفون|טל(?:פון)?|โทร\.?|โทรศัพท์)$/iu,
  ],
  ['fax', /^(?:факс|φαξ|فاكس|פקס|传真|傳真|ファックス|팩스|โทรสาร)$/iu],
  ['street', /^(?:住所|地址|주소|адрес|العنوان)$/iu],
];
