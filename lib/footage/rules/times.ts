const two = (value: number) => String(value).padStart(2, "0");

/** Minutes of the day as `09:30`; 1440 is the end of the day. */
export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Seconds of the day as the recording shows them, `09:31:20`. */
export const codeOf = (second: number): string =>
  `${two(Math.floor(second / 3600))}:${two(Math.floor((second % 3600) / 60))}:${two(second % 60)}`;

/** `09:30` or `09:31:20` in its smallest unit. */
export const minuteOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
};
export const secondOf = (clock: string): number => {
  const [hour = 0, minute = 0, second = 0] = clock.split(":").map(Number);
  return hour * 3600 + minute * 60 + second;
};
