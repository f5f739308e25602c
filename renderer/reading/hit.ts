/** Tells by a sound that a code was read: whoever holds it does not look at the screen. */

/** In hertz, seconds, and of 1. */
const pitch = 1_320;
const length = 0.09;
const loudness = 0.15;

let context: AudioContext | null = null;

/** Sounds once. Without a loudspeaker nothing happens. */
export function beep(): void {
  try {
    context ??= new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.setValueAtTime(loudness, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + length);
    tone.frequency.value = pitch;
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + length);
  } catch {
    // The border flashes all the same.
  }
}
