/** Several connections, to several CRMs or accounts. */
export const connectionsWords = {
  'connections.title': 'Connection',
  'connections.unnamed': 'Connection {number:number}',
  'connections.name': 'Name of this connection',
  'connections.add': 'Add connection',
  'connections.remove': 'Remove connection',
  'connections.removeEmpty': 'Remove this connection and its key from this laptop? Nothing waits for it.',
  'connections.removeWith': {
    one: '{count:number} contact is bound for this connection and not delivered. What is to become of it?',
    other: '{count:number} contacts are bound for this connection and not delivered. What is to become of them?',
  },
  'connections.removeToFirst': 'Send by the first connection',
  'connections.removeAndWithdraw': 'Withdraw',
} as const;
