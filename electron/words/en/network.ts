/** Why no connection came about, as far as it is known better than by the system's own words. */
export const networkWords = {
  'network.system': '{words}.',
  'network.timeout': 'No connection to {host} within {limit:duration}.',
  'network.closed': 'The connection was closed before the request went out.',
  'network.proxyAsks': 'The proxy {proxy} asks for a password.',
  'network.proxyRefuses': 'The proxy {proxy} makes no connection to {host} (HTTP {status}).',
  'network.proxyFails': 'The proxy {proxy} cannot be used: “{words}”',
  'network.proxySettings': 'The system’s proxy settings could not be read: “{words}”',
  'network.proxyKind': 'The system’s settings name a kind of proxy that Fieldpost cannot use: {entry}.',

  'certificate.expired': 'The certificate of {host}, for {subject} and issued by {issuer}, has expired.',
  'certificate.expiredOn': 'The certificate of {host}, for {subject} and issued by {issuer}, expired on {date:day}.',
  'certificate.notYet': 'The certificate of {host}, for {subject} and issued by {issuer}, is not valid yet.',
  'certificate.validFrom':
    'The certificate of {host}, for {subject} and issued by {issuer}, is not valid before {date:day}.',
  'certificate.orClock': 'Or the clock of this laptop is wrong: it says {now:day}.',
  'certificate.selfSigned':
    'The certificate shown for {host} is by {subject} itself, and this laptop does not trust it.',
  'certificate.untrusted': 'The certificate shown for {host} was issued by {issuer}, whom this laptop does not trust.',
  'certificate.ofAnother': 'The certificate shown for {host} belongs to {subject} and was issued by {issuer}.',
  'certificate.between': 'A sign-in page, or a proxy that looks into the traffic, may be in between.',
  'certificate.named': '“{name}”',
  'certificate.unnamed': 'someone without a name',
} as const;
