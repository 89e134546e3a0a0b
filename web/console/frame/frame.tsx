import { useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { offline } from '../core/api.ts';
import { chooseTheme, narrow, type Theme, theme } from '../core/look.ts';
import { refreshAll } from '../core/query.ts';
import { at, go, match, place } from '../core/router.ts';
import { type Screen, screens } from '../core/screens.ts';
import { can, me, signOut } from '../core/session.ts';
import { chooseLanguage, inLanguage, type LanguageCode, language, languageNames } from '../core/words.ts';
import { Announcer } from '../parts/announce.tsx';
import { Brand } from '../parts/brand.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { Toasts, undoLast } from '../parts/toast.tsx';
import { Palette, paletteOpen } from './palette.tsx';
import { helpOpen, Keys, type Shortcut, ShortcutHelp, useShortcuts } from './shortcuts.tsx';

const words = inLanguage({
  en: {
    skip: 'Skip to the content',
    navigation: 'Screens',
    menu: 'Menu',
    search: 'Search and do',
    searchShort: 'Search',
    person: 'You and this page',
    look: { system: 'Look of the system', light: 'Light', dark: 'Dark' },
    shortcuts: 'Keyboard shortcuts',
    docs: 'Developer centre',
    signOut: 'Sign out',
    help: 'Show this list',
    undo: 'Take the last change back',
    offline: 'The server cannot be reached. What you see may be old.',
    again: 'Try again',
  },
  de: {
    skip: 'Zum Inhalt',
    navigation: 'Seiten',
    menu: 'Menü',
    search: 'Suchen und tun',
    searchShort: 'Suchen',
    person: 'Du und diese Seite',
    look: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    shortcuts: 'Tastenkürzel',
    docs: 'Entwicklerseiten',
    signOut: 'Abmelden',
    help: 'Diese Liste zeigen',
    undo: 'Letzte Änderung zurücknehmen',
    offline: 'Der Server ist nicht erreichbar. Was du siehst, kann veraltet sein.',
    again: 'Noch einmal versuchen',
  },
});

function openPalette(): void {
  paletteOpen.value = true;
}

/** The screens that whoever is signed in finds in the navigation. */
function useNavigation(): readonly Screen[] {
  const { permissions } = me();
  return useMemo(
    () => screens.filter((screen) => screen.nav !== undefined && (screen.needs === undefined || can(screen.needs))),
    [permissions],
  );
}

/** What stands around every screen: navigation, palette, messages, and the shortcuts that work everywhere. */
export function Frame({ children }: { children: ComponentChildren }) {
  const navigation = useNavigation();
  const shortcuts = useMemo<Shortcut[]>(
    () => [
      { keys: 'Mod+k', label: words.search, run: openPalette, everywhere: true },
      ...navigation.map(({ title, nav }) => ({
        keys: nav!.keys,
        label: title,
        run: () => go(at(nav!.href)),
        everywhere: true,
      })),
      { keys: 'Mod+z', label: words.undo, run: () => void undoLast(), everywhere: true },
      {
        keys: '?',
        label: words.help,
        run: () => {
          helpOpen.value = true;
        },
        everywhere: true,
      },
    ],
    [navigation],
  );
  useShortcuts(shortcuts);
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {words.skip}
      </a>
      {narrow.value ? <TopBar navigation={navigation} /> : <SideBar navigation={navigation} />}
      <main id="main" class="main" tabIndex={-1}>
        {offline.value && (
          <p class="notice" role="alert">
            <Icon name="warning" /> {words.offline}
            <button type="button" class="plain strong" onClick={() => void refreshAll()}>
              {words.again}
            </button>
          </p>
        )}
        {children}
      </main>
      <Palette />
      <ShortcutHelp />
      <Toasts />
      <Announcer />
    </div>
  );
}

function SideBar({ navigation }: { navigation: readonly Screen[] }) {
  return (
    <header class="side">
      <a class="brand" href={at('/')}>
        <Brand />
      </a>
      <button type="button" class="side-search" aria-keyshortcuts="Control+K" onClick={openPalette}>
        <Icon name="search" />
        <span>{words.searchShort}</span>
        <span aria-hidden="true" class="side-keys">
          <Keys keys="Mod+k" />
        </span>
      </button>
      <Navigation navigation={navigation} />
      <PersonMenu />
    </header>
  );
}

function TopBar({ navigation }: { navigation: readonly Screen[] }) {
  const open = useSignal(false);
  const close = () => {
    open.value = false;
  };
  return (
    <>
      <header class="top">
        <button
          type="button"
          class="plain only-icon"
          aria-label={words.menu}
          aria-haspopup="dialog"
          onClick={() => {
            open.value = true;
          }}
        >
          <Icon name="menu" />
        </button>
        <a class="brand" href={at('/')}>
          <Brand />
        </a>
        <button type="button" class="plain only-icon" aria-label={words.search} onClick={openPalette}>
          <Icon name="search" />
        </button>
      </header>
      {open.value && (
        <Dialog title={words.menu} kind="drawer" onClose={close}>
          <div
            class="drawer-body"
            onClick={(event) => {
              if ((event.target as Element).closest('a') !== null) close();
            }}
          >
            <Navigation navigation={navigation} />
            <PersonMenu />
          </div>
        </Dialog>
      )}
    </>
  );
}

function Navigation({ navigation }: { navigation: readonly Screen[] }) {
  const current = useComputed(() => screens.find((screen) => match(screen.path, place.value.path) !== undefined));
  return (
    <nav class="navigation" aria-label={words.navigation}>
      <ul>
        {navigation.map((screen) => (
          <li key={screen.path}>
            <a
              href={at(screen.nav!.href)}
              aria-current={isWithin(screen, current.value) ? 'page' : undefined}
              // What it needs is on its way before the button is let go.
              onPointerEnter={() => void screen.load()}
            >
              <Icon name={screen.nav!.icon} />
              {screen.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** True if a screen is the one in the navigation, or lies below it. */
function isWithin({ nav, path }: Screen, current: Screen | undefined): boolean {
  if (current === undefined) return false;
  return current.path === path || (nav!.href !== '/' && current.path.startsWith(`${nav!.href}/`));
}

function PersonMenu() {
  const { user, account } = me();
  const { root } = document.documentElement.dataset;
  const name = `${user.first_name} ${user.last_name}`.trim();
  const looks = (['system', 'light', 'dark'] as const satisfies readonly Theme[]).map((each) => ({
    label: words.look[each],
    checked: theme.value === each,
    onSelect: () => chooseTheme(each),
  }));
  const languages = (Object.keys(languageNames) as LanguageCode[]).map((code) => ({
    label: languageNames[code],
    checked: code === language,
    onSelect: () => chooseLanguage(code),
  }));
  return (
    <Menu
      class="person"
      named
      label={words.person}
      button={
        <>
          <span class="initials" aria-hidden="true">
            {user.first_name.charAt(0)}
            {user.last_name.charAt(0)}
          </span>
          <span class="person-text">
            {name}
            <span class="soft">{account.name}</span>
          </span>
        </>
      }
      items={[
        ...looks,
        undefined,
        ...languages,
        undefined,
        {
          label: words.shortcuts,
          icon: 'keyboard',
          onSelect: () => {
            helpOpen.value = true;
          },
        },
        { label: words.docs, icon: 'page', href: `${root}/docs` },
        { label: words.signOut, icon: 'out', onSelect: () => void signOut() },
      ]}
    />
  );
}
