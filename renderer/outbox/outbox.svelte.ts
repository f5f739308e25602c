import {
  mostSelected,
  statesIn,
  type OutboxPage,
  type OutboxRow,
  type PageQuery,
  type View,
} from '#contract/outbox.ts';
import { call } from '../lib/bridge.ts';
import { t } from '../lib/words.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { mergeRows, replaceBeginning } from './rows.ts';
import { Selection } from './selection.svelte.ts';

const pageSize = 100;
/** As the contract takes it. */
const longestSearch = 500;
const searchPause = 120;
const refreshPause = 400;

/** Takes what is typed; returns what is asked for. */
const asked = (search: string): string => search.trim().slice(0, longestSearch);

/** What a list was asked for. */
interface Query {
  search: string;
  state: View | null;
}

/** The outbox list: what it shows, page by page, kept up to date by the main process. */
export class Outbox {
  rows = $state.raw<OutboxRow[]>([]);
  /** Whether older rows follow that are not loaded. */
  more = $state(false);
  /** What the rows answer; while a new question is under way, still the one before. */
  query = $state.raw<Query>({ search: '', state: null });
  /** As typed and chosen. */
  search = $state('');
  state = $state<View | null>(null);
  /** False: older contacts cannot be searched yet. */
  isWhole = $state(true);
  readonly selection = new Selection();
  /** The row that the keyboard is on. */
  activeId = $state<number | null>(null);
  /** The row whose menu is open. */
  pointed = $state<number | null>(null);
  /** What was meant when something was asked about it. */
  chosen: readonly OutboxRow[] = [];
  /** Where the list was scrolled to when it was last on the screen. */
  scrollTop = 0;

  /** Counts the questions, so that a late answer to an old one is known. */
  #question = 0;
  #loading = false;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  /** What changed while an answer was under way, which may be older than that. */
  #changedMeanwhile: OutboxRow[] = [];

  constructor(page: OutboxPage) {
    this.rows = page.rows;
    this.more = page.more;
  }

  /** The contacts that a command is for: the selected ones, or that under the pointer where it is none of them. */
  get meant(): readonly OutboxRow[] {
    const { pointed, rows, selection } = this;
    return pointed === null || selection.has(pointed) ? selection.of(rows) : rows.filter(({ id }) => id === pointed);
  }

  /** Keeps what is meant now, while it is asked about. */
  readonly choose = (): void => {
    this.chosen = this.meant;
  };

  readonly setSearch = (search: string): void => {
    this.search = search;
    this.#askIn(searchPause);
  };

  readonly setState = (state: View | null): void => {
    this.state = state;
    this.#askIn(0);
  };

  /** Shows the contacts in a state, whatever was searched for. */
  readonly showState = (state: View | null): void => {
    this.search = '';
    this.setState(state);
  };

  /** Asks at once for what was typed and chosen, unless the rows answer it; resolves with whether they do. */
  readonly settle = async (): Promise<boolean> => {
    const { search, state } = this;
    const answers = () => this.query.search === asked(search) && this.query.state === state;
    if (answers()) return true;
    clearTimeout(this.#askTimer);
    await this.#ask();
    return answers();
  };

  /** Takes the newest rows as they are now; what was searched for stays. */
  readonly begin = (page: OutboxPage): void => {
    if (this.rows.length > 0 || this.query.search !== '' || this.query.state !== null) {
      this.take(page.rows);
      return;
    }
    this.rows = page.rows;
    this.more = page.more;
  };

  /** Asks anew for all of it: the outbox was not open, and has perhaps lost rows since, or has not answered what was typed. */
  readonly askAgain = (): void => {
    this.#askIn(0);
  };

  /** Takes rows that are new or have changed. */
  readonly take = (changed: readonly OutboxRow[]): void => {
    if (this.#loading) this.#changedMeanwhile.push(...changed);
    this.rows = this.#merged(this.rows, changed);
    const { state } = this.query;
    for (const row of changed) this.selection.note(row, state === null || statesIn(state).includes(row.state));
    if (this.query.search !== '') this.#refreshIn(refreshPause);
  };

  /** Returns the row that stands so many rows below this one, or null. */
  readonly beside = (id: number, step: number): OutboxRow | null => {
    const index = this.rows.findIndex((row) => row.id === id);
    return index < 0 ? null : (this.rows[index + step] ?? null);
  };

  /** Selects all contacts that the list is narrowed to, loaded or not. */
  readonly selectAll = async (): Promise<void> => {
    const { query, selection } = this;
    selection.all(this.rows);
    if (!this.more) return;
    try {
      const all = await call('allContacts', query);
      // Let go of meanwhile, or of another list.
      if (query !== this.query || selection.isEmpty) return;
      selection.all(all, this.rows);
      if (all.length === mostSelected) toasts.tell(t('outbox.selectedMost', { count: mostSelected }));
    } catch (error) {
      toasts.show(error);
    }
  };

  /** Loads the next older rows, unless they are on their way. */
  readonly loadMore = async (): Promise<void> => {
    const last = this.rows.at(-1);
    if (!this.more || this.#loading || last === undefined) return;
    await this.#fetch(this.query, last.id, (page) => {
      this.rows = [...this.rows, ...page.rows];
      this.more = page.more;
    });
  };

  /** Asks anew for what was typed and chosen. */
  async #ask(): Promise<void> {
    const query: Query = { search: asked(this.search), state: this.state };
    await this.#fetch(query, null, (page) => {
      this.query = query;
      this.rows = page.rows;
      this.more = page.more;
      this.isWhole = page.isWhole;
      this.activeId = null;
      this.selection.clear();
      this.scrollTop = 0;
    });
  }

  /** Asks for the first page of a search again, since something new may belong into it. */
  async #refresh(): Promise<void> {
    if (this.#loading) {
      this.#refreshIn(refreshPause);
      return;
    }
    await this.#fetch(this.query, null, (page) => {
      this.rows = replaceBeginning(this.rows, page);
      if (!page.more) this.more = false;
    });
  }

  async #fetch(query: Query, before: number | null, show: (page: OutboxPage) => void): Promise<void> {
    const question = ++this.#question;
    const ask: PageQuery = { ...query, before, limit: pageSize };
    this.#loading = true;
    this.#changedMeanwhile = [];
    try {
      const page = await call('outboxPage', ask);
      if (question !== this.#question) return;
      show(page);
      this.rows = this.#merged(this.rows, this.#changedMeanwhile);
    } catch (error) {
      if (question === this.#question) toasts.show(error);
    } finally {
      if (question === this.#question) this.#loading = false;
    }
  }

  #merged(rows: readonly OutboxRow[], changed: readonly OutboxRow[]): OutboxRow[] {
    const { search, state } = this.query;
    return mergeRows(rows, changed, { state, more: this.more, takesNew: search === '' });
  }

  #askIn(pause: number): void {
    clearTimeout(this.#askTimer);
    this.#askTimer = setTimeout(() => void this.#ask(), pause);
  }

  #refreshIn(pause: number): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => void this.#refresh(), pause);
  }
}
