import { render } from 'preact';
import { App } from './app.tsx';
import { startRouting } from './core/router.ts';
import { startShortcuts } from './frame/shortcuts.tsx';

startRouting();
startShortcuts();
const place = document.getElementById('app')!;
place.replaceChildren();
render(<App />, place);
