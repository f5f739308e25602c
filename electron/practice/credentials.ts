/** The only key the practice CRM accepts. It protects nothing. */
export const practiceKey = 'practice-key';
export const practiceCredentialId = 'practice-credential';
