/** What is said where codes and cards are read with the camera. */
export const cameraWords = {
  'camera.title': 'Scan',
  'camera.picture': 'Picture of the camera, as in a mirror',
  'camera.starting': 'The camera is starting.',
  'camera.hold': 'Hold a code or a business card in front of the camera.',
  'camera.reading': 'The card is being read.',
  'camera.holdStill': 'The card is in sight. Hold it still.',
  'camera.byHand': 'No edges of a card are seen yet. Hold it in front of a plain background, or press Take picture.',
  'camera.take': 'Take picture',
  'camera.nothingOnCard': 'No contact was found. Hold the card closer, and still.',
  'camera.choose': 'Camera',
  'camera.unnamed': 'Camera {number:number}',
  'camera.linear': 'Bar codes too',
  'camera.savedLast': 'Saved: {name}',
  'camera.none': 'There is no camera. Plug one in, and try again.',
  'camera.refused':
    'The system does not let Fieldpost use the camera. Allow it in the privacy settings of the system, and try again.',
  'camera.busy': 'The camera is being used by another program, a video call perhaps. Close that, and try again.',
  'camera.unplugged': 'The camera was unplugged. Plug it in again, and try again.',
  'camera.failed': 'The camera could not be started. Unplug it, plug it in again, and try again.',
  'camera.again': 'Try again',
  'camera.another': '{name} could not be used. This is {other}.',
} as const;
