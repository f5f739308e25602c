/** A set-up that travels from one laptop to another. */
export const travelWords = {
  'travel.words': 'This set-up is',
  'travel.wordsHint':
    'Two laptops that show the same four words ask the same questions and send to the same place, in the same fields.',
  'travel.exportIntro':
    'Events, questions, consent texts, CRM fields, server and credential ID go into one file. No contact is in it.',
  'travel.withKey': 'Take the key along',
  'travel.withKeyHint': 'It is sealed with a passphrase, which whoever imports the file types once.',
  'travel.passphrase': 'Passphrase',
  'travel.passphraseNote': 'Do not send it together with the file. Fieldpost cannot recover it.',
  'travel.passphraseShort':
    'Use at least {least:number} characters: four or five words are easy to pass on and hard to guess.',
  'travel.export': 'Export set-up',
  'travel.import': 'Import set-up',
  'travel.importIntro': 'Shows what would change first. Your contacts are never touched, and no event is removed.',
  'travel.fileName': 'Fieldpost set-up',
  'travel.saved': {
    one: 'Saved 1 event in {file}.',
    other: 'Saved {count:number} events in {file}.',
  },
  'travel.savedWithKey': 'The API key is in it, sealed with your passphrase.',
  'travel.savedWithoutKey': 'The API key is not in it.',
  'travel.noKey': 'No API key is stored on this laptop. Enter it under Connection first.',

  'travel.fileIs': 'In {file}',
  'travel.added': 'New',
  'travel.altered': 'Changed',
  'travel.same': 'Same as here',
  'travel.noEvents': 'There is no event in it.',
  'travel.events': 'Events',
  'travel.connectionTick': {
    one: 'Send where it sends',
    other: 'Send where it sends, by {count:number} connections',
  },
  'travel.goesTo': '{host}, credential ID {credentialId}.',
  'travel.namedGoesTo': '{name}: {host}, credential ID {credentialId}.',
  'travel.connectionSame': 'Same as here.',
  'travel.connectionWaits': {
    one: 'One contact waits here: where its connection changes, it goes there.',
    other: '{count:number} contacts wait here: where their connection changes, they go there.',
  },
  'travel.fieldMapTick': {
    one: 'Use its CRM fields: 1 has a name',
    other: 'Use its CRM fields: {count:number} have a name',
  },
  'travel.passphraseOfFile': 'Passphrase for the key',
  'travel.passphraseOfFileHint': 'Leave it empty to enter the key yourself later.',
  'travel.noKeyInFile': 'The key is not in this file: enter it under Connection, where none is stored yet.',
  'travel.takeOver': 'Import',
  'travel.notNow': 'Not now',
  'travel.opening': 'Opening the key…',
  'travel.imported': 'Imported. Compare the four words with the other laptop.',

  'travel.foreign': 'This is not a Fieldpost set-up. Choose a file made by “Export set-up”.',
  'travel.cutOff': 'The end of this file is missing. Copy it again from where it was made. Nothing was changed here.',
  'travel.changed':
    'This file was changed after it was made. Copy it again from where it was made. Nothing was changed here.',
  'travel.newer':
    'A newer Fieldpost made this set-up. Update Fieldpost on this laptop, then import it. Nothing was changed here.',
  'travel.notSound': 'Something in this set-up is not valid. Export it again. Nothing was changed here.',
  'travel.unreadable': '{file} cannot be read.',
  'travel.openAgain': 'Open the file again: this laptop shows another outbox now. Nothing was changed.',
  'travel.tooMany': 'With these there would be more than {most:number} events. Remove some first. Nothing was changed.',
  'travel.wrongPassphrase': 'This passphrase does not open the key in the file. Nothing was changed.',
} as const;
