/** Signatures and cards of Asia, Africa and North America. */
import type { Found } from './found.ts';

/** What they are, as they are pasted, and what has to be found in them; of an address the parts that are named. */
export const otherSignatures: [
  name: string,
  text: string,
  expected: Partial<Omit<Found, 'addresses'>> & { addresses?: object[] },
][] = [
  [
    'a Japanese card with the reading of the name',
    '株式会社さくら商事\n営業部 部長\n山田 太郎（やまだ たろう）\n〒100-0005 東京都千代田区丸の内1-2-3\nTEL: 03-5550-1234  FAX: 03-5550-1235\n携帯: 090-5550-1234\nE-mail: taro.yamada@sakura.example',
    {
      first: '太郎',
      last: '山田',
      title: '営業部 部長',
      account: '株式会社さくら商事',
      phones: ['primary 03-5550-1234', 'mobile 090-5550-1234', 'fax 03-5550-1235'],
      e164: ['+81355501234', '+819055501234', '+81355501235'],
    },
  ],
  [
    'a Japanese job in front of the name',
    '代表取締役社長 鈴木一郎\n鈴木製作所株式会社\n〒530-0001 大阪市北区梅田1-1\nTel 06-5550-1234',
    {
      first: '一郎',
      last: '鈴木',
      title: '代表取締役社長',
      account: '鈴木製作所株式会社',
      phones: ['primary 06-5550-1234'],
      e164: ['+81655501234'],
    },
  ],
  [
    'a Korean name with its job behind it',
    '김민준 부장\n한빛전자 주식회사\n영업팀\n서울특별시 강남구 테헤란로 123\nTel. 02-555-0123 / H.P. 010-5550-1234\nminjun.kim@hanbit.co.kr',
    {
      first: '민준',
      last: '김',
      title: '부장',
      account: '한빛전자 주식회사',
      phones: ['primary 02-555-0123', 'mobile 010-5550-1234'],
      e164: ['+8225550123', '+821055501234'],
    },
  ],
  [
    'a Taiwanese card with no blank behind its colons',
    '營業部經理 陳志明\n台灣精密股份有限公司\n電話:(02)5550-1234\n手機:0912-345-678\nchen@twprecision.com.tw',
    {
      first: '志明',
      last: '陳',
      title: '營業部經理',
      account: '台灣精密股份有限公司',
      phones: ['primary (02)5550-1234', 'mobile 0912-345-678'],
      e164: ['+886255501234', '+886912345678'],
    },
  ],
  [
    'a Chinese name in two scripts',
    'Wang Xiaoming (王小明)\nSales Director\nXingguang Technology Co., Ltd.\nMobile: +86 138 0000 5555\nwang.xm@xingguang.cn',
    {
      first: 'Xiaoming',
      last: 'Wang',
      title: 'Sales Director',
      account: 'Xingguang Technology Co., Ltd.',
      phones: ['mobile +86 138 0000 5555'],
    },
  ],
  [
    'a Korean name in Latin letters, the family name first',
    'Lee Min-ho\nSenior Engineer\nHanbit Electronics Co., Ltd.\n+82-10-5550-1234\nminho.lee@hanbit.co.kr',
    {
      first: 'Min-ho',
      last: 'Lee',
      title: 'Senior Engineer',
      account: 'Hanbit Electronics Co., Ltd.',
      phones: ['primary +82-10-5550-1234'],
      emails: ['main minho.lee@hanbit.co.kr'],
      sure: { lastName: 'guess' },
    },
  ],
  [
    'an Arabic card',
    'عمر حداد\nمدير المشتريات\nشركة الأفق للتجارة\nهاتف: +971 4 555 0123\nomar.haddad@alofok.ae',
    {
      first: 'عمر',
      last: 'حداد',
      title: 'مدير المشتريات',
      account: 'شركة الأفق للتجارة',
      phones: ['primary +971 4 555 0123'],
    },
  ],
  [
    'a Hebrew card',
    'דנה כהן\nמנהלת רכש\nאלפא בע"מ\nנייד: 050-555-0123\ndana@alfa.co.il',
    {
      first: 'דנה',
      last: 'כהן',
      title: 'מנהלת רכש',
      account: 'אלפא בע"מ',
      phones: ['mobile 050-555-0123'],
      e164: ['+972505550123'],
    },
  ],
  [
    'a Thai card',
    'สมชาย ใจดี\nผู้จัดการฝ่ายจัดซื้อ\nบริษัท ไทยเทค จำกัด\nโทร. 02 555 0123\nsomchai@thaitech.co.th',
    {
      first: 'สมชาย',
      last: 'ใจดี',
      title: 'ผู้จัดการฝ่ายจัดซื้อ',
      account: 'บริษัท ไทยเทค จำกัด',
      phones: ['primary 02 555 0123'],
      e164: ['+6625550123'],
    },
  ],
  [
    'an Indian card whose job has a dash',
    'Thanks & Regards,\nRavi Kumar Iyer | Asst. Manager – Procurement\nDeccan Tools Pvt. Ltd.\nPlot No. 42, Phase II, Peenya Industrial Area,\nBengaluru – 560 058, Karnataka, India\nM: +91 98450 55501 | D: +91 80 5550 1234\nravi.iyer@deccantools.in',
    {
      first: 'Ravi Kumar',
      last: 'Iyer',
      title: 'Asst. Manager – Procurement',
      account: 'Deccan Tools Pvt. Ltd.',
      phones: ['mobile +91 98450 55501', 'primary +91 80 5550 1234'],
    },
  ],
  [
    'a Canadian engineer with letters behind the name',
    'Pierre Tremblay, ing., M.Sc.\nDirecteur de projet\nHydroNord inc.\n1200, boul. René-Lévesque Ouest, bureau 900\nMontréal (Québec) H3B 4W8\nTél. : 514 555-0123, poste 245\npierre.tremblay@hydronord.ca',
    {
      first: 'Pierre',
      last: 'Tremblay',
      title: 'Directeur de projet',
      account: 'HydroNord inc.',
      phones: ['primary 514 555-0123, poste 245'],
      e164: ['+15145550123'],
      extensions: ['245'],
      emails: ['main pierre.tremblay@hydronord.ca'],
    },
  ],
  [
    'a South African company with brackets in its form',
    'Thabo Mokoena\nSupply Chain Manager\nRand Steel (Pty) Ltd\nCell 082 555 0123\nthabo@randsteel.co.za',
    {
      first: 'Thabo',
      last: 'Mokoena',
      title: 'Supply Chain Manager',
      account: 'Rand Steel (Pty) Ltd',
      phones: ['mobile 082 555 0123'],
      e164: ['+27825550123'],
    },
  ],
  [
    'an American with a nickname and letters behind the name',
    'Robert "Bob" Miller, Jr., PhD, CFA\nSenior Vice President\nMiller Capital Partners, LLC\n1200 Main Street, Suite 400\nAustin, TX 78701-1234\nO: (512) 555-0132 ext. 204\nC: 512.555.0199\nbob.miller@millercap.com',
    {
      first: 'Robert',
      last: 'Miller',
      title: 'Senior Vice President',
      account: 'Miller Capital Partners, LLC',
      phones: ['primary (512) 555-0132 ext. 204', 'mobile 512.555.0199'],
      e164: ['+15125550132', '+15125550199'],
      extensions: ['204', ''],
      emails: ['main bob.miller@millercap.com'],
      addresses: [{ street1: '1200 Main Street', city: 'Austin', state: 'TX', postalCode: '78701-1234' }],
    },
  ],
];
