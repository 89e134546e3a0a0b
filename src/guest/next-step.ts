import type { Target } from '../offerings/schema.ts';
import type { Choices } from './find-choices.ts';
import type { Page } from './find-page.ts';

/** One of several things that a guest can choose. */
export interface Option {
  id: string;
  name: string;
  description: string;
  minutes: number | null;
}

/** What was chosen so far, by himself or because there was nothing else. */
export interface Chosen {
  eventType: Choices['eventTypes'][number] | null;
  page: Choices['pages'][number] | null;
  /** Which of them the guest chose out of several, and so can change. */
  changeable: readonly ('event_type' | 'booking_page')[];
}

/** The next thing to ask a guest; or what he books, once all is chosen. */
export type Step =
  | { ask: 'event_type' | 'booking_page'; options: readonly Option[]; chosen: Chosen }
  | { target: Target; chosen: Chosen };

/** Where a guest stands on a page. A step with one option is skipped; a choice that the page does not have is asked again. */
export function nextStep(page: Page, params: URLSearchParams): Step {
  const { choices } = page;
  let chosen: Chosen = { eventType: null, page: null, changeable: [] };
  if (choices === null) return { target: { calendar: page.id }, chosen };
  for (const step of choices.steps) {
    const options = step === 'event_type' ? eventTypesFor(choices, chosen) : pagesFor(choices, chosen);
    const wanted =
      options.find((option) => option.id === params.get(step)) ?? (options.length === 1 ? options[0] : undefined);
    if (wanted === undefined) return { ask: step, options: options.map((option) => asOption(option)), chosen };
    const changeable = options.length > 1 ? [...chosen.changeable, step] : chosen.changeable;
    chosen = {
      eventType: choices.eventTypes.find(({ id }) => id === wanted.id) ?? chosen.eventType,
      page: choices.pages.find(({ id }) => id === wanted.id) ?? chosen.page,
      changeable,
    };
  }
  const eventType = chosen.eventType?.id ?? null;
  if (!page.id.startsWith('MP-')) return { target: { page: page.id, eventType, master: null }, chosen };
  if (choices.pages.length === 0) {
    const picked = choices.pagesAtTime.find(({ id }) => id === params.get('booking_page'));
    const target = { master: page.id, eventType: eventType! };
    if (picked === undefined) return { target, chosen };
    const changeable = [...chosen.changeable, 'booking_page' as const];
    return { target: { ...target, picked: picked.id }, chosen: { ...chosen, page: picked, changeable } };
  }
  return { target: { page: chosen.page!.id, eventType, master: page.id }, chosen };
}

function eventTypesFor({ eventTypes }: Choices, { page }: Chosen): Choices['eventTypes'] {
  return page === null ? eventTypes : eventTypes.filter(({ id }) => page.eventTypes.includes(id));
}

function pagesFor({ pages }: Choices, { eventType }: Chosen): Choices['pages'] {
  return eventType === null ? pages : pages.filter((page) => page.eventTypes.includes(eventType.id));
}

function asOption(option: Choices['eventTypes'][number] | Choices['pages'][number]): Option {
  const { id, name } = option;
  return 'minutes' in option
    ? { id, name, description: option.description, minutes: option.minutes }
    : { id, name, description: '', minutes: null };
}
