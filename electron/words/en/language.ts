/** Languages, beside those that are called by their own name. */
export const languageWords = {
  'language.system': 'Same as the system',
} as const;
