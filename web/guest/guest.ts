/**
 * Makes guest pages quick. They are whole without it: it fetches the same pages that links and forms lead to and puts them in
 * place, and shows days, months and zones from the times that the page brought along.
 */
import { startTelling } from './embedded.ts';
import { startForms } from './forms.ts';
import { startSwapping } from './swap.ts';
import { startTimes } from './times.ts';

startSwapping(() => {
  startTimes();
  startForms();
  startTelling();
});
