/** Loop time for display: seconds with two digits. The space is narrow and does not break. */
export function seconds(time: number): string {
  return `${time.toFixed(2)}\u202fs`
}

/** Loop time as ISO 8601 duration, for `<time dateTime>`. */
export function duration(time: number): string {
  return `PT${Number(time.toFixed(6))}S`
}
