import { useEffect } from 'preact/hooks';
import { offline } from './api.ts';
import { refresh } from './query.ts';
import { signIn } from './session.ts';

/** A few seconds read as "at once". */
const everyMs = 4000;

/** Reads what is shown below a key anew every few seconds, while the page is in front and somebody is signed in. */
export function useLive(key: string): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const again = () => {
      if (!stopped) timer = setTimeout(look, everyMs);
    };
    const look = async () => {
      if (!document.hidden && !offline.value && signIn.value.state === 'in') await refresh(key);
      again();
    };
    again();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [key]);
}
