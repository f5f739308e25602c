/** A camera that is on: chosen, started, and the next one tried where one fails. */
import { longestCamera } from '#contract/reading.ts';
import { call } from '../lib/bridge.ts';
import { t } from '../lib/words.ts';
import { problemOf, type CameraProblem } from './camera-problems.ts';

export interface KnownCamera {
  id: string;
  name: string;
}

/** As good as cards need it, and no better: each picture has to be read while the next one comes. */
const wanted = { width: { ideal: 1_920 }, height: { ideal: 1_080 } };

export class Camera {
  stream = $state.raw<MediaStream | null>(null);
  problem = $state<CameraProblem | null>(null);
  cameras = $state.raw<readonly KnownCamera[]>([]);
  /** The id of the one that is on; empty: none is. */
  id = $state('');
  /** The name of the one that could not be used, where another is on in its place; empty: it is the one that was wanted. */
  instead = $state('');
  /** Every start and every end has its number: what a former one still brings is turned off. */
  #turn = 0;

  /** Turns on the camera that was chosen last, else the first that works. */
  async start(): Promise<void> {
    const turn = this.#begin();
    const { allowed, chosen } = await call('cameraPane', true);
    if (turn !== this.#turn) return;
    if (!allowed) {
      this.problem = 'camera.refused';
      return;
    }
    await this.#list();
    const known = this.cameras.find(({ name }) => name === chosen);
    await this.#tryAll(turn, known?.id ?? '');
  }

  /** Turns this one on, and remembers it. */
  async choose(id: string): Promise<void> {
    const turn = this.#begin();
    await this.#tryAll(turn, id);
    const { name = '' } = this.cameras.find((one) => one.id === this.id) ?? {};
    if (this.id === id) await call('chooseCamera', name.slice(0, longestCamera));
  }

  /** Turns it off: its light goes out. */
  stop(): void {
    this.#begin();
    void call('cameraPane', false);
  }

  #begin(): number {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.problem = null;
    this.instead = '';
    this.id = '';
    this.#turn += 1;
    return this.#turn;
  }

  async #list(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.cameras = devices
      .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
      .map(({ deviceId, label }, index) => ({
        id: deviceId,
        name: label === '' ? t('camera.unnamed', { number: index + 1 }) : label,
      }));
  }

  /** Tries the wanted one, then the others, until one works. */
  async #tryAll(turn: number, wantedId: string): Promise<void> {
    const others = this.cameras.map(({ id }) => id).filter((id) => id !== wantedId);
    const order = wantedId === '' ? others : [wantedId, ...others];
    let first: CameraProblem | null = null;
    // Before the first picture was let through, the cameras may have no names: then any will do.
    for (const id of order.length === 0 ? [''] : order) {
      const problem = await this.#try(turn, id);
      if (turn !== this.#turn) return;
      if (problem === null) {
        const missed = first === null ? undefined : this.cameras.find((one) => one.id === order[0]);
        this.instead = missed?.name ?? '';
        return;
      }
      first ??= problem;
      // Without the right to any, there is no use in the next one.
      if (problem === 'camera.refused') break;
    }
    this.problem = first;
  }

  async #try(turn: number, id: string): Promise<CameraProblem | null> {
    try {
      const device = id === '' ? {} : { deviceId: { exact: id } };
      const stream = await navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...device }, audio: false });
      if (turn !== this.#turn) {
        for (const track of stream.getTracks()) track.stop();
        return null;
      }
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => void this.#gone(turn));
      await this.#list();
      this.id = track?.getSettings().deviceId ?? id;
      this.stream = stream;
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }

  /** It was unplugged, or the system took it away: another one goes on. */
  async #gone(turn: number): Promise<void> {
    if (turn !== this.#turn) return;
    const next = this.#begin();
    await this.#list();
    if (this.cameras.length > 0) await this.#tryAll(next, '');
    if (next === this.#turn && this.stream === null) this.problem = 'camera.unplugged';
  }
}
