import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { api, isAborted } from '../core/api.ts';
import { chooseTheme } from '../core/look.ts';
import { at, go } from '../core/router.ts';
import { screens } from '../core/screens.ts';
import { can, signOut } from '../core/session.ts';
import { dateAndTime, ms } from '../core/time.ts';
import { inLanguage } from '../core/words.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { helpOpen } from './shortcuts.tsx';

const words = inLanguage({
  en: {
    title: 'Search and do',
    placeholder: 'Find a booking, a person, a screen …',
    screens: 'Screens',
    actions: 'Actions',
    bookings: 'Bookings',
    contacts: 'Guests',
    none: 'Nothing found. Try fewer or other words.',
    light: 'Light look',
    dark: 'Dark look',
    system: 'Look of the system',
    shortcuts: 'Show keyboard shortcuts',
    docs: 'Open the developer centre',
    signOut: 'Sign out',
    keys: '↑ ↓ choose, Enter opens, Esc closes',
  },
  de: {
    title: 'Suchen und tun',
    placeholder: 'Buchung, Person, Seite finden …',
    screens: 'Seiten',
    actions: 'Aktionen',
    bookings: 'Buchungen',
    contacts: 'Gäste',
    none: 'Nichts gefunden. Versuche weniger oder andere Wörter.',
    light: 'Heller',
    dark: 'Dunkler',
    system: 'Wie das System',
    shortcuts: 'Tastenkürzel zeigen',
    docs: 'Entwicklerseiten öffnen',
    signOut: 'Abmelden',
    keys: '↑ ↓ wählen, Eingabetaste öffnet, Esc schließt',
  },
});

export const paletteOpen = signal(false);

interface Entry {
  id: string;
  group: string;
  icon: IconName;
  label: string;
  detail?: string;
  run: () => void;
}

function fixedEntries(): Entry[] {
  const to = screens
    .filter((screen) => screen.nav !== undefined && (screen.needs === undefined || can(screen.needs)))
    .map(({ title, nav }) => ({
      id: `screen ${nav!.href}`,
      group: words.screens,
      icon: nav!.icon,
      label: title,
      run: () => go(at(nav!.href)),
    }));
  const { root } = document.documentElement.dataset;
  const actions: [IconName, string, () => void][] = [
    ['sun', words.light, () => chooseTheme('light')],
    ['sun', words.dark, () => chooseTheme('dark')],
    ['sun', words.system, () => chooseTheme('system')],
    [
      'keyboard',
      words.shortcuts,
      () => {
        helpOpen.value = true;
      },
    ],
    ['page', words.docs, () => void open(`${root}/docs`, '_blank', 'noopener')],
    ['out', words.signOut, () => void signOut()],
  ];
  return [
    ...to,
    ...actions.map(([icon, label, run]) => ({ id: `action ${label}`, group: words.actions, icon, label, run })),
  ];
}

const mostFound = 6;
const mostLookedAt = 30;
const leastLetters = 2;

async function search(text: string, signal: AbortSignal): Promise<Entry[]> {
  const { data } = await api.listBookings({ q: text, limit: mostLookedAt, signal });
  // Guests are found by what they booked.
  const guests = new Map(data.map((each) => [each.contact as string | null, each.form_submission] as const));
  return [
    ...data.slice(0, mostFound).map((each) => ({
      id: each.id,
      group: words.bookings,
      icon: 'calendar' as const,
      label: each.form_submission?.name ?? each.subject,
      detail: [each.subject, each.starting_time === null ? '' : dateAndTime(ms(each.starting_time))]
        .filter(Boolean)
        .join(', '),
      run: () => go(at(`/bookings/${each.id}`, { view: 'all' })),
    })),
    ...[...guests]
      .flatMap(([contact, form]) => (contact === null || form === null ? [] : [{ contact, form }]))
      .slice(0, mostFound)
      .map(({ contact, form }) => ({
        id: contact,
        group: words.contacts,
        icon: 'person' as const,
        label: form.name || form.email,
        detail: form.email,
        run: () => go(at('/bookings', { view: 'all', contact })),
      })),
  ];
}

/** Everything that can be found or done, by a few letters. */
export function Palette() {
  return paletteOpen.value ? <OpenPalette /> : null;
}

function OpenPalette() {
  const text = useSignal('');
  const found = useSignal<readonly Entry[]>([]);
  const busy = useSignal(false);
  const active = useSignal(0);
  const fixed = useRef(fixedEntries()).current;
  const close = () => {
    paletteOpen.value = false;
  };
  useEffect(() => {
    const wanted = text.value.trim();
    if (wanted.length < leastLetters) {
      found.value = [];
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      busy.value = true;
      try {
        found.value = await search(wanted, abort.signal);
      } catch (error) {
        // A few words that mean nothing to the search find nothing.
        if (!isAborted(error)) found.value = [];
      } finally {
        if (!abort.signal.aborted) busy.value = false;
      }
    }, 120);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text.value]);

  const words_ = text.value.trim().toLocaleLowerCase().split(/\s+/);
  const fitting = fixed.filter(({ label }) => words_.every((word) => label.toLocaleLowerCase().includes(word)));
  const entries = [...found.value, ...fitting];
  const groups = [...Map.groupBy(entries, (entry) => entry.group)];
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? entries.length - 1 : undefined;
    if (by !== undefined) {
      event.preventDefault();
      active.value = entries.length === 0 ? 0 : (active.value + by) % entries.length;
      document.getElementById(`palette-${active.value}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[active.value]);
    }
  };
  return (
    <Dialog title={words.title} size="medium" onClose={close}>
      <div class="palette">
        <div class="search-field">
          <Icon name="search" />
          <input
            role="combobox"
            aria-label={words.title}
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={entries.length > 0 ? `palette-${active.value}` : undefined}
            autocomplete="off"
            spellcheck={false}
            placeholder={words.placeholder}
            autoFocus
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              active.value = 0;
            }}
            onKeyDown={onKeyDown}
          />
          {busy.value && <span class="spinner" aria-hidden="true" />}
        </div>
        <div id="palette-list" role="listbox" aria-label={words.title} class="palette-list" tabIndex={-1}>
          {groups.map(([group, members]) => (
            <div key={group} role="group" aria-label={group}>
              <p class="label" aria-hidden="true">
                {group}
              </p>
              {members.map((entry) => {
                const index = entries.indexOf(entry);
                return (
                  <div
                    key={entry.id}
                    id={`palette-${index}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === active.value}
                    onMouseMove={() => {
                      active.value = index;
                    }}
                    onClick={() => run(entry)}
                  >
                    <Icon name={entry.icon} />
                    <span class="option-text">
                      {entry.label}
                      {entry.detail !== undefined && entry.detail !== '' && <span class="soft">{entry.detail}</span>}
                    </span>
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        {entries.length === 0 && !busy.value && <p class="palette-none">{words.none}</p>}
        <p class="palette-foot wide-only">{words.keys}</p>
      </div>
    </Dialog>
  );
}
