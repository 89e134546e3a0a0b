import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { arrived, match, place } from './core/router.ts';
import { type Screen, type ScreenProps, screens } from './core/screens.ts';
import { can, readSession, signIn } from './core/session.ts';
import { inLanguage } from './core/words.ts';
import { Frame } from './frame/frame.tsx';
import { announce } from './parts/announce.tsx';
import { Empty, Failure, Loading } from './parts/states.tsx';
import { Expired, isLink, SignInPage } from './screens/sign-in/sign-in.tsx';

const words = inLanguage({
  en: {
    nothing: 'There is no such page',
    nothingText: 'The address may be old or mistyped.',
    refused: 'This is not for your role',
    refusedText: 'An administrator can show it to you, or change your role.',
  },
  de: {
    nothing: 'Diese Seite gibt es nicht',
    nothingText: 'Die Adresse ist vielleicht veraltet oder vertippt.',
    refused: 'Dafür reicht deine Rolle nicht',
    refusedText: 'Ein Administrator kann es dir zeigen oder deine Rolle ändern.',
  },
});

export function App() {
  const now = signIn.value;
  useEffect(() => void readSession(), []);
  if (now.state === 'unknown') return <div class="boot" role="status" />;
  if (now.state === 'unreachable') return <Failure error={now.error} retry={() => void readSession()} />;
  if (now.state === 'out' || isLink(place.value.path)) return <SignInPage />;
  return (
    <>
      <Frame>
        <Shown />
      </Frame>
      {now.state === 'expired' && <Expired email={now.session.user.email} />}
    </>
  );
}

/** The screen of the address. */
function Shown() {
  const { path } = place.value;
  const screen = screens.find((each) => match(each.path, path) !== undefined);
  if (screen === undefined) {
    return (
      <Empty icon="info" title={words.nothing} whole>
        <p>{words.nothingText}</p>
      </Empty>
    );
  }
  if (screen.needs !== undefined && !can(screen.needs)) {
    return (
      <Empty icon="info" title={words.refused} whole>
        <p>{words.refusedText}</p>
      </Empty>
    );
  }
  return <Loaded screen={screen} params={match(screen.path, path)!} />;
}

/** Screens that were loaded are shown at once the next time. */
const loaded = new Map<Screen, ComponentType<ScreenProps>>();

function Loaded({ screen, params }: { screen: Screen } & ScreenProps) {
  const part = useSignal(loaded.get(screen));
  const error = useSignal<unknown>(undefined);
  const shown = useRef(screen);
  if (shown.current !== screen) {
    shown.current = screen;
    part.value = loaded.get(screen);
    error.value = undefined;
  }
  const load = () => {
    error.value = undefined;
    screen.load().then(
      ({ default: component }) => {
        loaded.set(screen, component);
        if (shown.current === screen) part.value = component;
      },
      (failed) => {
        error.value = failed;
      },
    );
  };
  useEffect(() => {
    if (part.value === undefined) load();
  }, [screen]);
  useArrival(screen, part.value !== undefined);
  if (error.value !== undefined) return <Failure error={error.value} retry={load} />;
  const Component = part.value;
  return Component === undefined ? <Loading /> : <Component params={params} />;
}

/** Takes the reader along: title, focus at the top, and a word for those who do not see it. */
function useArrival(screen: Screen, isThere: boolean): void {
  const before = useRef<{ screen: Screen; arrival: number } | undefined>(undefined);
  useEffect(() => {
    if (!isThere) return;
    document.title = `${screen.title} · Daybook`;
    const first = before.current === undefined;
    const moved = before.current?.screen !== screen;
    before.current = { screen, arrival: arrived.value };
    if (first || !moved) return;
    announce(screen.title);
    const main = document.getElementById('main');
    main?.focus({ preventScroll: true });
    main?.scrollTo(0, 0);
  }, [screen, isThere, arrived.value]);
}
