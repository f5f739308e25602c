import { describe, expect, it } from 'vitest';
import { updateTroubles, type Updates } from '#contract/updates.ts';
import { speaker } from '#words/speaker.ts';
import { updateWords } from '../../../renderer/updates/words.ts';

const english = speaker('en', 'en-GB');
const words = (updates: Updates) => {
  const { text, offers } = updateWords(updates);
  return { text: english.text(text), offers: offers.map((offer) => ({ ...offer, label: english.text(offer.label) })) };
};

describe('what is said of an update', () => {
  it('is of each trouble another sentence, which says what is as it was', () => {
    const texts = updateTroubles.map((trouble) => words({ state: 'failed', trouble }).text);
    expect(new Set(texts).size).toBe(updateTroubles.length);
    // Of an installer that was started, Fieldpost cannot say that.
    const last = (trouble: string) =>
      trouble === 'not-installed' ? /contacts are untouched\.$/u : / Nothing was changed\.$/u;
    for (const [index, trouble] of updateTroubles.entries()) expect(texts[index]).toMatch(last(trouble));
  });

  it('asks with the version, the size and the kind of network, and carries just that into the answer', () => {
    const { text, offers } = words({
      state: 'found',
      version: '2.0.0',
      bytes: 96_400_000,
      metered: 'yes',
      stopped: false,
    });
    expect(text).toBe(
      'Fieldpost 2.0.0 is available: 96.4 MB to download. This network is metered, so the download may cost money.',
    );
    expect(offers).toEqual([{ label: 'Download', step: { do: 'download', version: '2.0.0', metered: 'yes' } }]);
  });

  it('says of one that is ready when it is installed, and who is asked', () => {
    const ready = (atClose: boolean, administrator: boolean) =>
      words({ state: 'ready', version: '2.0.0', atClose, administrator }).text;
    expect(ready(true, false)).toContain('when you close Fieldpost, or now');
    expect(ready(false, true)).toContain('administrator’s password');
    expect(ready(false, false)).toContain('closes and starts again. Keep the laptop on');
    expect(ready(false, false)).not.toContain('password');
  });

  it('offers nothing where updates are off', () => {
    for (const why of ['policy', 'no-key', 'by-hand'] as const) expect(words({ state: 'off', why }).offers).toEqual([]);
  });
});
