import { loadedEvent, pickedEvent, type Told } from './events-of.ts';
import { stranger } from './know-guest.ts';
import type { Look } from './look-at-page.ts';
import type { FieldErrors } from './read-form.ts';
import type { Visit } from './read-visit.ts';
import { renderForm, type Task } from './render-form.ts';
import type { PageParts } from './render-frame.ts';
import { type Face, hostName, renderIntro, titleOf } from './render-intro.ts';
import { renderNotice, renderOptions, renderPeople, renderPick, renderZones } from './render-stage.ts';

/** What a form that was sent comes back with. */
export interface Refused {
  /** What the guest wrote; of a form that is new what is known of him, as far as he may see it. */
  filled: URLSearchParams;
  errors: FieldErrors;
  /** Starts, epoch ms, that somebody else has taken, and times that are free instead. */
  gone: readonly number[];
  others: readonly number[];
  /** True if the form could be a program's. */
  suspect: boolean;
}

/** What a form says that nobody has sent yet. */
export function fresh(look: Look): Refused {
  const { filled, secret } = look.kind === 'form' ? look.known : stranger;
  const shown = new URLSearchParams([...filled].filter(([name]) => !secret.has(name)));
  return { filled: shown, errors: new Map(), gone: [], others: [], suspect: false };
}

/** A page with the public address of this server. */
interface AtPage extends Face {
  baseUrl: string;
}

/** What a calendar's page tells the website around it (contract 12.1): that it is there, and the time that the guest picked. */
function toldOf({ page, baseUrl }: AtPage, look: Look, visit: Visit): Told {
  if (page.calendar === null) return { events: [], redirect: null };
  const { id, subject, host, name, duration_minutes } = page.calendar;
  const facts = { id, subject, host, url: new URL(visit.path, baseUrl).href, name, duration_minutes };
  const picked = look.kind === 'form' ? look.starts.map((start) => pickedEvent(facts, start, visit.reader.zone)) : [];
  return { events: [loadedEvent(facts), ...picked], redirect: null };
}

/** A booking page as a visit shows it. */
export function renderLook(
  face: AtPage,
  look: Look,
  visit: Visit,
  { refused, task }: { refused: Refused; task: Task | null },
): PageParts {
  const { texts } = visit.language;
  const offering = 'offering' in look ? look.offering : null;
  const { chosen } = look;
  const places = look.kind === 'times' ? look.places : look.kind === 'form' ? look.places.map(({ type }) => type) : [];
  const known = { chosen, offering, places };
  const intro = renderIntro(face, visit, known);
  const title = titleOf(face, known);
  if (look.kind === 'closed') return { title, intro, stage: renderNotice(texts.closed.heading, texts.closed.text) };
  if (visit.params.get('choose') === 'zone' && !visit.fixedZone) return { title, intro, stage: renderZones(visit) };
  const told = toldOf(face, look, visit);
  switch (look.kind) {
    case 'choose':
      return { title, intro, stage: renderOptions(look, visit) };
    case 'times':
      return {
        title,
        intro,
        stage: renderPick(look, visit),
        data: { 'times-view': { ...look.view, zoneGiven: visit.zoneGiven }, told },
      };
    case 'people':
      return { title, intro, stage: renderPeople(look, visit) };
    case 'form':
      return {
        title,
        intro,
        stage: renderForm({
          ...look,
          ...refused,
          task,
          visit,
          settings: face.settings,
          host: hostName(face.page, chosen),
        }),
        data: { told },
      };
  }
}
