/** The connection to the CRM: what is wrong with what was entered, and how a test of it went. */
export const connectionWords = {
  'connection.urlEmpty': 'Enter the API base URL, for example https://embedded.runalloy.com/2024-03/one.',
  'connection.urlSpace': 'The API base URL contains a space. Remove it.',
  'connection.urlScheme': 'The API base URL must begin with https://.',
  'connection.urlNone': 'This is not an address. An API base URL looks like https://embedded.runalloy.com/2024-03/one.',
  'connection.urlUser':
    'The API base URL must not contain a user name or password. The API key has a field of its own.',
  'connection.urlQuery':
    'The API base URL must end with its path: remove the ? or # and what follows. The credential ID has a field of its own.',
  'connection.urlPlain':
    'The API base URL must begin with https://, so that nobody on the Wi-Fi can read the contacts and the API key.',
  'connection.credentialEmpty': 'Enter the credential ID: it names the CRM account that contacts go to.',
  'connection.credentialSpace': 'The credential ID contains a space. Copy it again.',
  'connection.keyLines': 'The API key contains a line break. Copy it again, in one piece.',
  'connection.keySpace': 'The API key contains a space. Copy it again, in one piece.',
  'connection.keyStrange': 'The API key contains a character that no key has. Copy it again, in one piece.',
  'connection.keyLong':
    'This API key has {has:number} characters. Fieldpost takes {takes:number}. Copy nothing but the key.',

  'connection.noKey': 'No API key is stored for {host}. Enter the key that belongs to it.',
  'connection.works': 'It works: {host} accepts the API key and the credential ID.',
  'connection.notReached': '{host} cannot be reached.',
  'connection.checkNetwork': 'Check the network, and the address for a typo.',
  'connection.refuses': '{host} answers, but refuses (HTTP {status}). Check the credential ID.',
  'connection.portal':
    'Something other than the CRM answered for {host}, probably the sign-in page of the Wi-Fi or a web filter. Open a browser and sign in, use another network, or check the address.',
  'connection.keyRejected': '{host} does not accept this API key (HTTP {status}). Copy it again, or ask for a new one.',
  'connection.planRefused':
    '{host} says that the plan does not allow this (HTTP {status}). Ask whoever manages the plan.',
  'connection.accessRefused':
    '{host} knows the API key but does not let it use this credential ID (HTTP {status}). Check the credential ID.',
  'connection.wrongAddress':
    '{host} answers, but there is no such API or no such credential ID there (HTTP {status}). Check both.',
  'connection.slowDown': '{host} asks to slow down. Try again in a minute.',
  'connection.outOfService': '{host} takes no requests for now (HTTP {status}). Try again in a minute.',
  'connection.noAnswer':
    '{host} was reached but gave no usable answer. The CRM may have trouble. Try again in a minute.',
  'connection.itSays': 'It says: “{words}”',

  'keychain.locked':
    'The keychain of this computer is locked, so the API key can be neither read nor stored. Unlock it, then try again.',
  'keychain.silent':
    'The keychain of this computer has not answered yet. It may be asking for a password in a window of its own. Answer it there, then try again.',
  'keychain.failed':
    'The keychain of this computer is locked or missing, so the API key can be neither read nor stored. Unlock it, then try again.',
  'keychain.tooLong':
    'This API key has {has:number} characters. The keychain of Windows takes {takes:number}, so it was not stored. Ask for a shorter key.',
  'keychain.another':
    'The keychain of this computer gave back another API key than it was given, so none is stored now. Enter it again, or ask for a shorter one.',
  'connection.twice': 'Another connection of yours goes to this account already.',
  'connection.gone': 'This connection was removed.',
  'connection.tooMany': 'At most {most:number} connections can be set up.',
} as const;
