import type { NamedConnection } from '#contract/settings.ts';
import { call } from '../lib/bridge.ts';
import { t } from '../lib/words.ts';

/** The connections there are, for all pages of the settings, and which of them these show. */
export class Connections {
  all = $state.raw<readonly NamedConnection[]>([{ id: '', name: '' }]);
  chosen = $state('');

  readonly load = async (): Promise<void> => {
    this.show(await call('connections'));
  };

  show(all: readonly NamedConnection[]): void {
    this.all = all;
    if (!all.some(({ id }) => id === this.chosen)) this.chosen = '';
  }

  get several(): boolean {
    return this.all.length > 1;
  }

  /** What each is called, for a choice. */
  get options(): { value: string; text: string }[] {
    return this.all.map(({ id, name }, index) => ({
      value: id,
      text: name !== '' ? name : t('connections.unnamed', { number: index + 1 }),
    }));
  }
}
