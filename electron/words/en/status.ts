/** The status line, and what stands above the panes. */
export const statusWords = {
  // What happens.
  'status.notOpen': 'The outbox cannot be opened now. What you type stays in the form.',
  'status.repairing': 'Repairing the outbox.',
  'status.repairingSoFar': 'Repairing the outbox: {done:number} of {total:number} contacts.',
  'status.checking':
    'Checking the outbox, because Fieldpost was not closed properly. Contacts are sent once that is done.',
  'status.checkingRepaired': 'Checking the repaired outbox. Contacts are sent once that is done.',
  'status.sending': 'Sending.',
  'status.notTaken': {
    one: 'The CRM did not take 1 contact and is asked again later.',
    other: 'The CRM did not take {count:number} contacts and is asked again later.',
  },
  'status.heldBack': 'The contact you are editing is sent once you save it.',
  'status.noNetwork': 'This laptop reports no network.',
  'status.nothingYet': 'Nothing captured yet.',
  'status.nothingWaiting': 'Nothing is waiting.',
  'status.allDelivered': 'Everything is delivered.',
  'status.needsYou': {
    one: 'One contact needs you. Open it to see why.',
    other: '{count:number} contacts need you. Open them to see why.',
  },
  'status.leftUnconfirmed': {
    one: 'You left 1 contact unconfirmed.',
    other: 'You left {count:number} contacts unconfirmed.',
  },
  'status.safe': {
    one: 'Your contact is safe on this laptop.',
    other: 'Your contacts are safe on this laptop.',
  },

  // Why nothing is sent, and what to do.
  'status.otherLaptop': 'This outbox comes from another laptop.',
  'status.otherLaptopTodo': 'Choose above which of the two sends it.',
  'status.notConnected': 'Not connected to a CRM yet.',
  'status.notConnectedTodo': 'Enter the connection in Settings.',
  'status.noKey': 'The API key is missing.',
  'status.noKeyTodo': 'Enter it in Settings.',
  'status.keychain': 'The API key cannot be read: this laptop’s keychain is locked or missing.',
  'status.keychainTodo': 'Unlock it.',
  'status.offline': 'Offline.',
  'status.unreachable': 'The CRM cannot be reached. {why}',
  'status.portal': 'A Wi-Fi sign-in page answered instead of the CRM.',
  'status.portalTodo': 'Open a web browser and sign in to the Wi-Fi.',
  'status.keyRejected': 'The CRM rejected the API key.',
  'status.keyRejectedTodo': 'Enter a valid one in Settings.',
  'status.planRefused': 'The CRM refused: your plan does not cover this.',
  'status.planRefusedTodo': 'Ask whoever manages the plan.',
  'status.accessRefused': 'The CRM refused access with this API key and credential ID.',
  'status.accessRefusedTodo': 'Check both in Settings.',
  'status.wrongAddress': 'There is no CRM at the API base URL.',
  'status.wrongAddressTodo': 'Correct it in Settings.',
  'status.askAdministrator': 'Only your administrator can change that.',
  'status.refusing': 'The CRM refuses every contact: “{words}”.',
  'status.refusingSilently': 'The CRM refuses every contact (HTTP {status}).',
  'status.refusingTodo': 'Check the connection in Settings, then try again.',
  'status.refusedTodo': 'Check the connection in Settings, then retry them.',
  'status.rateLimited': 'The CRM asks to slow down.',
  'status.outOfService': 'The CRM is out of service for now.',
  'status.apiIll': 'The CRM is having trouble.',
  'status.apiUnclear': 'The CRM is having trouble and gives no clear answer.',
  'status.oneMoreRisk': '“{tryNow}” sends one more contact, which may end up unconfirmed too.',
  'status.diskTrouble': 'This laptop’s disk is full or cannot be written.',
  'status.diskTroubleTodo': 'Free some space.',

  // When it goes on, and what can be pressed.
  'status.nextTry': 'Next try in {wait:wait}.',
  'status.tryingNow': 'Trying now.',
  'status.ofConnection': '{name}: {what}',
  'status.tryNow': 'Try now',
  'status.setUp': 'Set up connection',
  'status.checkConnection': 'Check connection',
  'status.countWaiting': { one: '{count:number} waiting', other: '{count:number} waiting' },
  'status.countNeedsYou': { one: '{count:number} needs you', other: '{count:number} need you' },
  'status.countDelivered': { one: '{count:number} delivered', other: '{count:number} delivered' },

  // Above the panes.
  'status.nearlyFull':
    'This laptop’s disk is nearly full: {left:size} left. What is saved is safe. Free some space, or soon nothing more can be saved.',
  'status.damaged': 'The outbox was damaged. What you type stays in the form; you can save it once the repair is done.',
  'status.otherLaptopLabel': 'Another laptop',
  'status.otherLaptopTitle': 'These contacts come from another laptop.',
  'status.otherLaptopWhy': {
    one: '1 contact is waiting, and nothing is sent until you choose. If the other laptop still has it, it sends it too, and the CRM gets it twice.',
    other:
      '{count:number} contacts are waiting, and nothing is sent until you choose. If the other laptop still has them, it sends them too, and the CRM gets each of them twice.',
  },
  'status.leaveThem': 'Leave them to the other laptop',
  'status.sendFromHere': 'Send from this laptop',
} as const;
