/** Sizes and times, in short. */
export const unitWords = {
  'unit.bytes': { one: '{count:number} byte', other: '{count:number} bytes' },
  'unit.kilobytes': '{value} kB',
  'unit.megabytes': '{value} MB',
  'unit.gigabytes': '{value} GB',
  'unit.milliseconds': '{value} ms',
  'unit.seconds': '{value} s',
  'unit.minutes': '{value} min',
  'unit.hours': '{value} h',
  'unit.days': { one: '{count:number} day', other: '{count:number} days' },
  'unit.yesterdayAt': 'Yesterday, {time}',
} as const;
