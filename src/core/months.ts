import { civilOfDay, dayOfDate } from './days.ts';

/** The month some months later; months are written `YYYY-MM`. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const months = year * 12 + number - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((((months % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

/** How many days a month, `YYYY-MM`, has. */
export function daysInMonth(month: string): number {
  return dayOfDate(`${addMonths(month, 1)}-01`) - dayOfDate(`${month}-01`);
}

/** The month, `YYYY-MM`, of a day's number. */
export function monthTextOfDay(day: number): string {
  const { year, month } = civilOfDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/** True for a month that the calendar has, between the years 1970 and 9998. */
export function isMonth(text: string): boolean {
  return /^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])$/.test(text) && text < '9999';
}
