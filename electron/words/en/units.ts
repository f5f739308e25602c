/** Sizes and times, in short. */
export const unitWords = {
  'unit.bytes': { one: '{count:number} byte', other: '{count:number} bytes' },
  'unit.kilobytes': '{value} kB',
  'unit.megabytes': '{value} MB',
  'unit.milliseconds': '{value} ms',
  'unit.seconds': '{value} s',
  'unit.minutes': '{value} min',
  'unit.hours': '{value} h',
  'unit.yesterdayAt': 'Yesterday, {time}',
} as const;
