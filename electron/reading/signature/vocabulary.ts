/** Words by which the lines of a card are told apart, in the languages that are met most. */
import { namesCompany } from '../text/companies.ts';

const unaccented = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/gu, 'ss')
    .replace(/[łŁ]/gu, 'l')
    .replace(/[øØ]/gu, 'o')
    .toLowerCase();

/** Whole words. */
const titles = new RegExp(
  String.raw`(?<![\p{L}])(?:` +
    [
      'head|director|manager|officer|president|vice|executive|engineer|designer|developer|chief|c[eftoi]o|cmo|coo|cpo|cro|ciso|vp|svp|evp|founder|co-?founder|partner|consultant|lead|leader|owner|assistant|professor|analyst|architect|advisor|adviser|associate|specialist|coordinator|administrator|representative|supervisor|secretary|chair(?:man|woman|person)?|principal|editor|scientist|researcher|technician|buyer|planner|strategist|recruiter|attorney|lawyer|counsel|accountant|controller|treasurer|trainer|teacher|lecturer|nurse|physician|surgeon|programmer|producer|photographer|journalist|salesperson|fellow|intern|trainee|student|sales|marketing|procurement|purchasing|operations|business development|human resources|customer success|evangelist',
      String.raw`(?:\p{L}*)leiter(?:in)?|(?:\p{L}*)geschaftsfuhr\p{L}*|(?:\p{L}*)berater(?:in)?|(?:\p{L}*)vertrieb\p{L}*|prokurist(?:in)?|vorstand\p{L}*|inhaber(?:in)?|(?:\p{L}*)referent(?:in)?|(?:\p{L}*)beauftragte[rn]?|(?:\p{L}*)ingenieur(?:in)?|(?:\p{L}*)entwickler(?:in)?|(?:\p{L}*)einkauf\p{L}*|(?:\p{L}*)leitung|assistenz|assistent(?:in)?|sachbearbeit\p{L}*|(?:\p{L}*)kaufmann|(?:\p{L}*)arzt|(?:\p{L}*)arztin|(?:\p{L}*)kauffrau|gesellschafter(?:in)?|rechtsanwalt|rechtsanwaltin|(?:\p{L}*)meister(?:in)?|architekt(?:in)?|(?:\p{L}*)techniker(?:in)?|personal\p{L}*|aussendienst\p{L}*|redakteur(?:in)?`,
      'responsable|directeur|directrice|gerant|gerante|president-directeur|pdg|ingenieure?|chef(?:fe)?|charge|chargee|conseiller|conseillere|commercial|commerciale|acheteur|acheteuse|assistante|avocat|avocate|associe|associee|fondateur|fondatrice|developpeur|technicien|adjoint|adjointe|secretaire|delegue|deleguee',
      'gerente|director(?:a)?|jefe|jefa|responsable|ingeniero|ingeniera|consultor(?:a)?|comercial|ventas|socio|socia|fundador(?:a)?|asesor(?:a)?|encargado|encargada|abogado|abogada|desarrollador(?:a)?|presidente|presidenta|coordinador(?:a)?|tecnico|compras|diretor(?:a)?|vendas|engenheir[oa]|coordenador(?:a)?|gestor(?:a)?',
      'direttore|direttrice|responsabile|amministratore|titolare|ingegnere|consulente|commerciale|venditore|avvocato|socio|fondatore|addetto|addetta|vendite|acquisti',
      'directeur|manager|verkoop\\p{L}*|inko+p\\p{L}*|adviseur|eigenaar|bestuurder|vertegenwoordiger|medewerker|hoofd|projectleider',
      'chef|saljare|forsaljnings\\p{L}*|inkopare|verkstallande|vd|ingenjor|utvecklare|konsult|(?:\\p{L}*)chef|direktor|administrerende|salgs\\p{L}*|salgssjef|daglig leder|sjef|(?:\\p{L}*)sjef|ingenior|konsulent|toimitusjohtaja|myynti\\p{L}*|johtaja|(?:\\p{L}*)paallikko|asiantuntija',
      'dyrektor|kierownik|prezes|specjalista|inzynier|wlasciciel|przedstawiciel|konsultant|handlowiec|ksiegowa|reditel|vedouci|jednatel|obchodni|manazer|obchodnik|vezeto|igazgato|ugyvezeto|mudur|muduru|muhendis|uzman|satis|direktoru',
      'директор|менеджер|руководитель|инженер|генеральный|специалист',
    ].join('|') +
    String.raw`)(?![\p{L}])`,
  'iu',
);
/** Stems, in scripts that \b knows nothing of. */
const otherTitles = new RegExp(
  [
    '部長|課長|社長|取締役|主任|係長|本部長|代表|担当|営業|マネージャー|エンジニア|ディレクター|经理|經理|总监|總監|总裁|總裁|董事|主管|工程师|工程師|代表|顾问|秘书',
    '대표|이사|부장|과장|팀장|대리|사원|차장|상무|전무|본부장|연구원|매니저',
    'директор|менеджер|руковод|инженер|генеральн|специалист|начальник|заместител|бухгалтер|консультант|представител|координатор|отдел[ау]? |закуп|продаж',
    'διευθυντ|υπεύθυν|μηχανικ|σύμβουλ|προϊστάμεν|πωλήσεων|αγορών',
    'مدير|مهندس|رئيس|مسؤول|مندوب|مستشار|محاسب|منسق|مشرف|أخصائي',
    'מנהל|מנכ["״]ל|סמנכ["״]ל|מהנדס|יועצ',
    'ผู้จัดการ|กรรมการ|วิศวกร|เจ้าหน้าที่',
    'trưởng phòng|giám đốc|nhân viên|phó phòng|chuyên viên|kỹ sư',
  ].join('|'),
  'iu',
);
const otherCompanies = new RegExp(
  [
    '株式会社|有限会社|合同会社|㈱|公司|集团|集團|주식회사|\\(주\\)|㈜|財団|法人|大学|大學|대학교|研究所',
    '(?:^|[\\s"«,])(?:ООО|ОАО|ЗАО|ПАО|АО|ТОВ|ФГУП|ЕООД|ООД|АД)(?:$|[\\s"»«,])',
    '(?:^|\\s)(?:Α\\.?Ε\\.?|Ε\\.?Π\\.?Ε\\.?|Ο\\.?Ε\\.?|Ι\\.?Κ\\.?Ε\\.?)(?:$|\\s)',
    'شركة|مؤسسة|مجموعة|مصنع|[شذ]\\.?م\\.?م',
    'בע["״]מ',
    'บริษัท|จำกัด',
    '(?:^|\\s)công ty(?:$|\\s)',
  ].join('|'),
  'iu',
);
const organisations =
  /(?<![\p{L}])(?:group|gruppe|groupe|grupo|gruppo|studios?|technolog(?:y|ies)|technologie[sn]?|systems?|systeme|logistics?|logistik|robotics|analytics|solutions?|consulting|partners|associates|industries|industrie|services?|software|holding|international|bank|versicherung\p{L}*|insurance|institut[eo]?|university|universitat|universite|universidad|universita|hochschule|college|foundation|stiftung|fondation|fundacion|verlag|media|labs?|energy|energie|motors|pharma\p{L}*|hospital|klinik\p{L}*|agency|agentur|agence|agencia|ministry|ministerium|ministere|stadtwerke|werke?|(?:\p{L}*)bau|maschinenbau|und sohne|& sohne|& sons|brothers|freres|hermanos|fratelli|sarl|gmbh|trading|ventures|capital|works|collective|council|museum|verein|verband|association|society|utilities|klinikum|spital|clinic|laborator(?:y|ies)|materials|instruments|manufacturing|engineering|chemicals?|foods?|airlines|airways|railways|shipping|mills|foundry)(?![\p{L}])/iu;

/** Takes a line; returns whether it says what somebody does. */
export const saysTitle = (line: string): boolean => titles.test(unaccented(line)) || otherTitles.test(line);

/** Takes a line; returns whether it names a company by its legal form. */
export const hasLegalForm = (line: string): boolean =>
  namesCompany(line) || otherCompanies.test(line) || /(?:&|\+|und) co\b|\bgmbh\b/iu.test(line);

/** Takes a line; returns whether it has a word that names of companies have. */
export const hasCompanyWord = (line: string): boolean => organisations.test(unaccented(line));

/** Hosts of mail for everybody: they say nothing of a company. */
const everybody =
  /^(?:g(?:oogle)?mail|gmx|web|outlook|hotmail|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|proton(?:mail)?|pm|t-online|freenet|posteo|mailbox|fastmail|zoho|yandex|mail|qq|163|126|sina|naver|daum|hanmail|orange|wanadoo|free|laposte|sfr|libero|virgilio|tiscali|alice|tin|telefonica|terra|uol|bol|wp|o2|onet|interia|seznam|centrum|bluewin|hispeed|comcast|verizon|att|btinternet|sky|ziggo|kpnmail|telenet|skynet|hey|tutanota|tuta)$/u;

/** Takes a host; returns the part that a company gave its name to; empty: it is a host for everybody. */
export function stemOfHost(host: string): string {
  const labels = host.toLowerCase().split('.');
  labels.pop();
  // `co.uk`, `com.br`
  if (labels.length > 1 && /^(?:co|com|org|net|ac|edu|gov|or|ne|go)$/u.test(labels.at(-1) ?? '')) labels.pop();
  const stem = labels.at(-1) ?? '';
  return everybody.test(stem) ? '' : stem;
}
