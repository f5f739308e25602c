/** What both kinds of packages say of themselves. */
export interface Description {
  readonly name: string;
  readonly version: string;
  /** Which package of the same version this is. */
  readonly iteration: string;
  /** By Debian's name. */
  readonly architecture: string;
  /** One line. */
  readonly summary: string;
  /** The lines of the longer description. */
  readonly text: readonly string[];
  readonly category: string;
  readonly license: string;
  readonly maintainer: string;
  readonly vendor: string;
  readonly url: string;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  /** Scripts, run as root after the package was installed, or removed. */
  readonly afterInstall: string;
  readonly afterRemove: string;
}
