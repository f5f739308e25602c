/** Updates: what is the case, what becomes of the contacts, what to do. */
export const updateWords = {
  'updates.label': 'Update',
  'updates.download': 'Download',
  'updates.stop': 'Stop download',
  'updates.install': 'Restart and update',
  'updates.look': 'Look for updates',
  'updates.lookAgain': 'Look again',
  'updates.later': 'Later',
  'updates.hide': 'Hide',

  'updates.offByPolicy': 'Your organisation brings new versions to this laptop. Fieldpost does not look for them.',
  'updates.offByBrokenPolicy':
    'Fieldpost does not look for updates while your organisation’s policy file cannot be used. See the page “{policy}”.',
  'updates.offWithoutKey':
    'This build of Fieldpost does not look for updates. Install new versions by hand; your contacts stay.',
  'updates.offByHand':
    'This copy of Fieldpost cannot update itself. Replace it with a newer one from where you got it; your contacts stay.',

  'updates.notLooked': 'Fieldpost has not looked for updates yet.',
  'updates.upToDate': 'Fieldpost is up to date. Last look: {at:when}.',
  'updates.looking': 'Looking for updates…',
  'updates.found': 'Fieldpost {version} is available: {size:size} to download.',
  'updates.becameMetered': 'The network has become metered, so the download was stopped.',
  'updates.metered': 'This network is metered, so the download may cost money.',
  'updates.notMetered': 'This network is not metered.',
  'updates.maybeMetered': 'Fieldpost cannot tell whether this network is metered.',
  'updates.waits': 'Contacts are being sent first. Fieldpost {version} is downloaded after that.',
  'updates.downloading': 'Downloading Fieldpost {version}: {received:size} of {size:size}.',
  'updates.progress': 'Download',
  'updates.ready': 'Fieldpost {version} is ready.',
  'updates.atClose': 'It is installed when you close Fieldpost, or now. Your contacts stay.',
  'updates.byRestart':
    'To install it, Fieldpost closes and starts again. Keep the laptop on until then. Your contacts stay.',
  'updates.withPassword':
    'To install it, Fieldpost closes and your system asks for an administrator’s password. Your contacts stay.',

  'updates.unreachable': 'The update server cannot be reached. Try again with another network, or later.',
  'updates.unsigned':
    'The update server’s answer is not signed, so it was not trusted. Try again later, or tell your IT.',
  'updates.wrongSignature':
    'What the update server sent is not signed by the makers of Fieldpost, so it was refused. Tell your IT.',
  'updates.malformed': 'The update server’s answer cannot be understood. Try again later.',
  'updates.noFile': 'The update server has no version for this kind of laptop.',
  'updates.brokenOff': 'The download broke off. Try again when the network is better.',
  'updates.damaged':
    'The downloaded file is not the one that was announced, so it was deleted. Try again, or tell your IT.',
  'updates.noRoom': 'The disk has no room for the update. Make some, then try again.',
  'updates.notInstalled': 'The update could not be installed. Try again, or install the new version by hand.',
  'updates.nothingChanged': 'Nothing was changed.',
  'updates.contactsUntouched': 'Your contacts are untouched.',
} as const;
