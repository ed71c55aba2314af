/** A time that is left, in words: days, then hours, then minutes, and seconds only in the last minute. */
export function timeLeft(ms: number): string {
  if (Number.isNaN(ms)) return '';
  if (ms <= 0) return 'time is up';
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h left` : `${hours} h ${minutes % 60} min left`;
  return `${Math.floor(hours / 24)} days left`;
}
