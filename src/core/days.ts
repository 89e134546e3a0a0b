/** Calendar dates as whole numbers: the days since 1970-01-01 in the proleptic Gregorian calendar. */

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

const pattern = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The day number of `YYYY-MM-DD`; a RangeError when the text is no calendar date. */
export function dayOfDate(date: string): number {
  const parts = pattern.exec(date);
  if (parts) {
    const day = dayOfCivil(Number(parts[1]), Number(parts[2]), Number(parts[3]));
    if (dateOfDay(day) === date) return day;
  }
  throw new RangeError(`not a calendar date: ${date}`);
}

/** `YYYY-MM-DD` of a day number. */
export function dateOfDay(day: number): string {
  const { year, month, dayOfMonth } = civilOfDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOfDay(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** A number shared by the seven days of one week; weeks begin on the ISO weekday `weekStart`. */
export function weekOfDay(day: number, weekStart: number): number {
  return Math.floor((day + 4 - weekStart) / 7);
}

/** A number shared by the days of one calendar month. */
export function monthOfDay(day: number): number {
  const { year, month } = civilOfDay(day);
  return year * 12 + month;
}

/** Year, month 1 to 12 and day of the month of a day number. Howard Hinnant's civil_from_days, on 400-year eras. */
export function civilOfDay(day: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, dayOfMonth: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

function dayOfCivil(year: number, month: number, dayOfMonth: number): number {
  const fromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  return era * 146_097 + ofEra - 719_468;
}
