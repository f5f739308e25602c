/** What an organisation has set, as the screen shows it. */
export const policyWords = {
  'policy.bannerLabel': 'Policy',
  'policy.bannerTitle': 'Your organisation’s policy file cannot be used.',
  'policy.bannerText':
    'Your contacts are safe, and go where they went before. The connection cannot be changed until the file is corrected: show your administrator what Settings says under Policy.',
  'policy.locked': 'Set by your organisation.',
  'policy.lockedByProblem': 'Cannot be changed now: see the page “{policy}”.',
  'policy.inForce': 'A policy of your organisation is in force. Its file:',
  'policy.broken': 'For your administrator: {file} cannot be used. {problem}',
  'policy.untilThen':
    'Until it is corrected, contacts are sent as before. The connection, the pace and the language cannot be changed, and Fieldpost does not update itself. The file is read when Fieldpost starts.',
} as const;
