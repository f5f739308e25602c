/** The version, put in by the build. Where the source runs as it is there is none. */
declare const __VERSION__: string | undefined;

/** Who asks. Some gateways refuse a request that does not say so. */
export const userAgent = `Fieldpost/${typeof __VERSION__ === 'string' ? __VERSION__ : 'source'}`;
