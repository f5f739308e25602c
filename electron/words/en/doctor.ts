/** The connection doctor, as the screen shows it. */
export const doctorWords = {
  'doctor.title': 'Connection doctor',
  'doctor.connection': 'Connection',
  'doctor.looking': 'Looking…',
  'doctor.foundLabel': 'What was found',
  'doctor.allWell': 'Nothing keeps contacts from the CRM.',
  'doctor.notAllKnown': 'No problem was found, but not everything could be looked at.',
  'doctor.troubles': { one: 'One problem: {checks:list}.', other: '{count:number} problems: {checks:list}.' },
  'doctor.todo': 'Do what it says there, then check again.',
  'doctor.safe': 'What you captured is safe on this laptop.',
  'doctor.again': 'Check again',
  'doctor.copy': 'Copy as text',
  'doctor.copied': 'Copied. There is no key and no password in it.',
} as const;
