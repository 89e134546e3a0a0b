import type { Look } from './look-at-page.ts';
import type { FieldErrors } from './read-form.ts';
import type { Visit } from './read-visit.ts';
import { renderForm } from './render-form.ts';
import type { PageParts } from './render-frame.ts';
import { type Face, hostName, renderIntro, titleOf } from './render-intro.ts';
import { renderNotice, renderOptions, renderPeople, renderPick, renderZones } from './render-stage.ts';

/** What a form that was sent comes back with. */
export interface Refused {
  filled: URLSearchParams;
  errors: FieldErrors;
  /** Starts, epoch ms, that somebody else has taken, and times that are free instead. */
  gone: readonly number[];
  others: readonly number[];
}

const fresh: Refused = { filled: new URLSearchParams(), errors: new Map(), gone: [], others: [] };

/** A booking page as a visit shows it. */
export function renderLook(face: Face, look: Look, visit: Visit, refused: Refused = fresh): PageParts {
  const { texts } = visit.language;
  const offering = 'offering' in look ? look.offering : null;
  const { chosen } = look;
  const places = look.kind === 'times' ? look.places : look.kind === 'form' ? look.places.map(({ type }) => type) : [];
  const known = { chosen, offering, places };
  const intro = renderIntro(face, visit, known);
  const title = titleOf(face, known);
  if (look.kind === 'closed') return { title, intro, stage: renderNotice(texts.closed.heading, texts.closed.text) };
  if (visit.params.get('choose') === 'zone' && !visit.fixedZone) return { title, intro, stage: renderZones(visit) };
  switch (look.kind) {
    case 'choose':
      return { title, intro, stage: renderOptions(look, visit) };
    case 'times':
      return {
        title,
        intro,
        stage: renderPick(look, visit),
        data: { 'times-view': { ...look.view, zoneGiven: visit.zoneGiven } },
      };
    case 'people':
      return { title, intro, stage: renderPeople(look, visit) };
    case 'form':
      return {
        title,
        intro,
        stage: renderForm({ ...look, ...refused, visit, settings: face.settings, host: hostName(face.page, chosen) }),
      };
  }
}
