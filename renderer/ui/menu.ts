/** What a menu is made of, whether it hangs from a button or opens under the pointer. */

export interface MenuEntry {
  id: string;
  text: string;
  /** The keys that do the same, as they are written on a key cap. */
  keys?: readonly string[];
  disabled?: boolean;
  /** What has to be done first, where it is disabled. */
  why?: string;
  run: () => void;
}

/** Entries of one group stand together; a line parts the groups. */
export type MenuGroups = readonly { title?: string; entries: readonly MenuEntry[] }[];

/** Where a menu opens: under this control, or at this point of the window, in CSS pixels. */
export type MenuPlace = HTMLElement | { x: number; y: number };
