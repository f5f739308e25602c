import {
  largestList,
  leftOutWhy,
  listPiece,
  type AttendeeList,
  type Imported,
  type ListChoices,
  type ListPreview,
  type Rows,
} from '#contract/attendees.ts';
import type { FieldEvent } from '#contract/events.ts';
import { say, type Message, type Said } from '#words/message.ts';
import { call, onEvent, sentenceOf } from '../lib/bridge.ts';

/** The list of an event's attendees, and the file that is to be one, until `end`. */
export class Attendees {
  list = $state.raw<AttendeeList | null>(null);
  /** The file that was chosen, as it is read now; null: none. */
  preview = $state.raw<ListPreview | null>(null);
  file = $state('');
  outcome = $state.raw<{ good: boolean; text: Said } | null>(null);
  /** What is being done; null: nothing. */
  working = $state.raw<Message | null>(null);
  readonly event: FieldEvent;
  readonly end: () => void;

  constructor(event: FieldEvent) {
    this.event = event;
    const unheard = onEvent('listProgress', (count) => {
      if (this.working !== null) this.working = say('attendees.progress', { count });
    });
    this.end = () => {
      unheard();
      // What was handed over is not needed again.
      void call('listBytes', { size: 0, at: 0, bytes: handed });
    };
    void this.#do(say('attendees.reading'), () => this.#refresh());
  }

  /** Takes the file that was chosen; nothing is stored yet. */
  readonly open = (file: File): Promise<void> =>
    this.#do(say('attendees.reading'), async () => {
      this.preview = null;
      if (file.size > largestList) {
        this.outcome = { good: false, text: say('attendees.tooLarge', { size: file.size, most: largestList }) };
        return;
      }
      this.file = file.name;
      await handOver(file);
      await this.#read({});
    });

  /** Something about the file is another: what depends on it is proposed anew. */
  readonly choose = (choices: Partial<ListChoices>): Promise<void> =>
    this.#do(say('attendees.reading'), async () => {
      const now: Partial<ListChoices> = { ...this.preview?.choices };
      if ('separator' in choices || 'encoding' in choices) {
        delete now.columns;
        delete now.hasHeading;
      }
      await this.#read({ ...now, ...choices });
    });

  readonly store = (): Promise<void> =>
    this.#do(say('attendees.progress', { count: 0 }), async () => {
      if (this.preview === null) return;
      const { choices } = this.preview;
      const answer = await call('importList', { event: this.event.id, file: this.file, bytes: handed, choices });
      if (!answer.imported) {
        this.outcome = { good: false, text: answer.problem };
        return;
      }
      this.preview = null;
      this.outcome = { good: true, text: aboutImport(answer.result) };
      await this.#refresh();
    });

  readonly nameBadges = (): Promise<void> =>
    this.#do(say('attendees.reading'), async () => {
      const count = await call('nameBadges', this.event.id);
      this.outcome = { good: true, text: say('attendees.named', { count }) };
      await this.#refresh();
    });

  async #refresh(): Promise<void> {
    this.list = await call('attendeeList', this.event.id);
  }

  async #read(choices: Partial<ListChoices>): Promise<void> {
    const answer = await call('previewList', { bytes: handed, choices });
    if (answer.read) this.preview = answer.preview;
    else this.outcome = { good: false, text: answer.problem };
  }

  async #do(what: Message, work: () => Promise<void>): Promise<void> {
    if (this.working !== null) return;
    this.working = what;
    this.outcome = null;
    try {
      await work();
    } catch (error) {
      this.outcome = { good: false, text: sentenceOf(error) };
    } finally {
      this.working = null;
    }
  }
}

/** The file was handed over already. */
const handed = new Uint8Array();

/** Hands a file over piece by piece. */
async function handOver(file: File): Promise<void> {
  for (let at = 0; at === 0 || at < file.size; at += listPiece) {
    const bytes = new Uint8Array(await file.slice(at, at + listPiece).arrayBuffer());
    await call('listBytes', { size: file.size, at, bytes });
  }
}

const numbersOf = ({ count, first }: Rows): Said[] => [
  ...first.map(String),
  ...(count > first.length ? [say('attendees.more')] : []),
];

/** Takes what came of an import; returns it in sentences, with every row that was left out. */
function aboutImport({ attendees, leftOut, destroyedPhones }: Imported): Said[] {
  const reasons = leftOutWhy.flatMap((why) => {
    const rows = leftOut[why];
    return rows === undefined ? [] : [say(`attendees.${why}`, { count: rows.count, rows: numbersOf(rows) })];
  });
  const count = Object.values(leftOut).reduce((sum, rows) => sum + rows.count, 0);
  return [
    say('attendees.imported', { count: attendees }),
    ...(count === 0 ? [say('attendees.allRows')] : [say('attendees.leftOut', { count }), ...reasons]),
    ...(destroyedPhones.count === 0
      ? []
      : [say('attendees.destroyedPhones', { count: destroyedPhones.count, rows: numbersOf(destroyedPhones) })]),
  ];
}
