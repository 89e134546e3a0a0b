import { useSignal } from '@preact/signals';
import type { SavedView } from '../../../packages/client/daybook.ts';
import { api, messageOf } from '../core/api.ts';
import { refresh, useQuery } from '../core/query.ts';
import { at, place } from '../core/router.ts';
import { me } from '../core/session.ts';
import { inLanguage } from '../core/words.ts';
import { Dialog } from './dialog.tsx';
import { FormSheet, TextField, useForm } from './form.tsx';
import { Icon } from './icon.tsx';
import type { Tab } from './tabs.tsx';
import { toast } from './toast.tsx';

const words = inLanguage({
  en: {
    saveView: 'Save as a view',
    viewName: 'Name of the view',
    viewHint: 'It keeps the search, the filters and the view that you see now.',
    viewSaved: 'View saved',
    removeView: 'Delete this view',
    viewRemoved: 'View deleted',
  },
  de: {
    saveView: 'Als Ansicht speichern',
    viewName: 'Name der Ansicht',
    viewHint: 'Sie merkt sich Suche, Filter und die Ansicht, die du gerade siehst.',
    viewSaved: 'Ansicht gespeichert',
    removeView: 'Diese Ansicht löschen',
    viewRemoved: 'Ansicht gelöscht',
  },
});

export interface SavedViews {
  /** Whose views they are: the first part of the screen's address. */
  screen: string;
  all: readonly SavedView[];
  /** The one whose state the address is. */
  current: SavedView | undefined;
  /** True if there is nothing to save: one of the given views as it is. */
  isPlain: boolean;
}

/** The address's query without what is no part of a view, in one order. */
function stateOf(query: URLSearchParams): string {
  const pairs = [...query].filter(([, value]) => value !== '').toSorted(([a], [b]) => a.localeCompare(b));
  return new URLSearchParams(pairs).toString();
}

/** The views of a screen that the reader keeps for himself; `plain` is what an address looks like that holds nothing to keep. */
export function useSavedViews(screen: string, plain: RegExp): SavedViews {
  const { user } = me();
  const { data } = useQuery(`saved-views/${screen}`, () => api.listSavedViews({ user: user.id, screen, limit: 100 }), {
    freshMs: 60_000,
  });
  const all = (data?.data ?? []).toReversed();
  const state = stateOf(place.value.query);
  return {
    screen,
    all,
    current: all.find((view) => stateOf(new URLSearchParams(view.query)) === state),
    isPlain: plain.test(state),
  };
}

export function savedViewTabs({ screen, all }: SavedViews): Tab[] {
  return all.map((view) => ({
    id: view.id,
    label: (
      <>
        <Icon name="bookmark" /> {view.name}
      </>
    ),
    href: at(`/${screen}`, Object.fromEntries(new URLSearchParams(view.query))),
  }));
}

/** Keeps what is shown under a name, or gives up what was kept. */
export function SaveView({ views }: { views: SavedViews }) {
  const naming = useSignal(false);
  const { screen, current } = views;
  const remove = async (view: SavedView) => {
    try {
      await api.deleteSavedView(view.id);
      await refresh('saved-views');
      toast(words.viewRemoved, {
        undo: () => void save({ name: view.name, query: view.query }),
      });
    } catch (error) {
      toast(messageOf(error), { tone: 'failed' });
    }
  };
  const save = async ({ name, query }: { name: string; query: string }) => {
    await api.createSavedView({ screen, name, query });
    await refresh('saved-views');
    toast(words.viewSaved);
  };
  return (
    <>
      {current === undefined ? (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            naming.value = true;
          }}
        >
          <Icon name="bookmark" /> <span class="wide-only">{words.saveView}</span>
          <span class="hidden narrow-only">{words.saveView}</span>
        </button>
      ) : (
        <button type="button" class="quiet" onClick={() => void remove(current)}>
          <Icon name="trash" /> <span class="wide-only">{words.removeView}</span>
          <span class="hidden narrow-only">{words.removeView}</span>
        </button>
      )}
      {naming.value && (
        <NameView
          close={() => {
            naming.value = false;
          }}
          save={(name) => save({ name, query: stateOf(place.value.query) })}
        />
      )}
    </>
  );
}

function NameView({ close, save }: { close: () => void; save: (name: string) => Promise<void> }) {
  const form = useForm({
    initial: { name: '' },
    required: ['name'],
    async send({ name }) {
      await save(name);
      close();
    },
  });
  return (
    <Dialog title={words.saveView} lead={words.viewHint} onClose={close}>
      <FormSheet form={form} submit={words.saveView} onCancel={close}>
        <TextField form={form} name="name" label={words.viewName} maxLength={60} focus />
      </FormSheet>
    </Dialog>
  );
}
