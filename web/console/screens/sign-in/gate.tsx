import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { messageOf } from '../../core/api.ts';
import { at, go, place } from '../../core/router.ts';
import { Brand } from '../../parts/brand.tsx';
import { words } from './words.ts';

/** The page before the frame, for those who are not signed in. */
export function Gate({ title, lead, children }: { title: string; lead?: string; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Daybook`;
  }, [title]);
  return (
    <main class="gate" id="main">
      <div class="gate-sheet">
        <p class="brand">
          <Brand />
        </p>
        <h1>{title}</h1>
        {lead !== undefined && <p class="gate-lead">{lead}</p>}
        {children}
      </div>
    </main>
  );
}

/** Says why a link leads no further, and where to go instead. */
export function ClosedGate({ title, error }: { title: string; error: unknown }) {
  return (
    <Gate title={title} lead={messageOf(error)}>
      <a class="button primary" href={at('/')}>
        {words.submit}
      </a>
    </Gate>
  );
}

/** Paths that only lead to the sign-in, and on to the first screen once it is done. */
const before = ['/setup', '/sign-in', '/forgot', '/invitation', '/new-password'];

/** Leads on to what somebody who signed in came for. */
export function goOn(): void {
  if (before.includes(place.value.path)) go(at('/'), { replace: true });
}
