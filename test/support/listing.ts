/** Lists of contacts as a CRM may give them: late, incomplete, with others of the same name, whatever is asked for. */

/** How List Contacts is answered. `most`: entries on a page. */
export interface Listing {
  /** Nothing: as by a list that is hours old. */
  what: 'created' | 'nothing';
  /** Contacts of each name that was sent, whom somebody else created. */
  decoys: Decoy[];
  most: number;
}
/** Before: the same person, long before any request; stranger: with another e-mail address, now; undated: the same person, at no known time. */
export type Decoy = 'before' | 'stranger' | 'undated';

interface Person {
  lastName: string;
  emailAddresses: unknown;
}

/** How long before any request somebody else created a contact, in milliseconds: also by as much as a clock is set wrong. */
const ages = [120_000, 3_600_000, 86_400_000];

export function lister() {
  /** What the CRM has created. */
  const kept: object[] = [];
  /** Whom the decoys look like. */
  const persons = new Map<string, Person>();
  let listing: Listing = { what: 'created', decoys: [], most: 100 };
  let passed = 0;
  const now = () => new Date(Date.now() + passed);
  const began = now().getTime();

  function decoys(kind: Decoy): object[] {
    return [...persons.values()].flatMap((person, index) => {
      const decoy = { ...person, id: `decoy-${kind}-${index}` };
      switch (kind) {
        case 'before':
          return [{ ...decoy, createdAt: new Date(began - (ages[index % ages.length] ?? 0)).toISOString() }];
        case 'stranger':
          return [{ ...decoy, emailAddresses: [{ emailAddress: 'else@example.com' }], createdAt: now().toISOString() }];
        case 'undated':
          return [decoy];
      }
    });
  }

  return {
    /** The CRM's clock. */
    now,
    list: (next: Listing): void => {
      listing = next;
    },
    /** Time passes for the CRM, in milliseconds. */
    pass: (milliseconds: number): void => {
      passed += milliseconds;
    },
    /** The body of a create request arrived. */
    met: (body: string): void => {
      const { lastName, emailAddresses } = JSON.parse(body) as Person;
      persons.set(lastName, { lastName, emailAddresses });
    },
    /** The CRM created a contact from this body. */
    keep: (body: string, id: string): void => {
      kept.push({ ...(JSON.parse(body) as object), id, createdAt: now().toISOString() });
    },
    /** Returns the body of the answer. Filters are ignored: what comes back is never to be trusted. */
    answer: ({ searchParams }: URL): string => {
      const entries = [...(listing.what === 'created' ? kept : []), ...listing.decoys.flatMap((kind) => decoys(kind))];
      const most = Math.min(listing.most, Number(searchParams.get('pageSize')));
      const from = (Number(searchParams.get('pageNumber')) - 1) * most;
      return JSON.stringify({ contacts: entries.slice(from, from + most) });
    },
  };
}
