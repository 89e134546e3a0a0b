import { setBusy } from './swap.ts';

/** How often a form went out again by itself; one that never gets through is left to its guest. */
let sentAgain = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Says what is missing before a form is sent, and for how long a time is held. */
export function startForms(): void {
  clearInterval(ticking);
  const form = document.querySelector<HTMLFormElement>('form[data-form]');
  if (form !== null) {
    form.noValidate = true;
    form.addEventListener('submit', (event) => check(form, event));
    form.addEventListener('change', (event) => clear(event.target as Control));
    prove(form);
  }
  const held = document.querySelector<HTMLElement>('[data-held]');
  if (held !== null) {
    // The server's clock may differ from this one's, so it says how long rather than until when.
    const until = performance.now() + Number(held.dataset.held) * 1000;
    tick(held, until);
    ticking = setInterval(() => tick(held, until), 1000);
  }
}

function check(form: HTMLFormElement, event: Event): void {
  const controls = [...form.elements].filter((each) => 'validity' in each) as Control[];
  for (const control of controls) checkSame(control, form);
  const wrong = controls.filter((each) => !each.validity.valid);
  if (wrong.length === 0) return;
  event.preventDefault();
  for (const control of wrong) complain(control, form);
  wrong[0]!.focus();
}

/**
 * Does the task of a page that is under attack, while the form is filled in, and lets the form wait for it. A form that came back
 * for want of it goes out again by itself. Browsers have what it takes on safe connections alone; without, the page says to wait.
 */
function prove(form: HTMLFormElement): void {
  const { prove: script, again } = form.dataset;
  if (script === undefined || crypto.subtle === undefined) return;
  const notice = form.querySelector<HTMLElement>('[data-wait]');
  if (notice !== null) notice.hidden = true;
  const value = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  let over = false;
  const proving = import(script)
    .then((module) => module.prove(value('challenge').value))
    .then((solution) => {
      value('solution').value = solution;
    })
    .catch(() => {
      if (notice !== null) notice.hidden = false;
    })
    .finally(() => {
      over = true;
    });
  form.addEventListener('submit', (event) => {
    if (over || event.defaultPrevented) return;
    event.preventDefault();
    setBusy(event.submitter ?? form, true);
    void proving.then(() => {
      setBusy(event.submitter ?? form, false);
      form.requestSubmit(event.submitter);
    });
  });
  const button = form.querySelector<HTMLElement>('.send button');
  if (again !== undefined)
    void proving.then(() => {
      if (value('solution').value !== '' && ++sentAgain <= 3) form.requestSubmit(button);
    });
}

/** What is written twice has to be the same. */
function checkSame(control: Control, form: HTMLFormElement): void {
  const { same } = control.dataset;
  if (same === undefined) return;
  const other = form.elements.namedItem(same) as Control;
  const equal = control.value.trim().toLowerCase() === other.value.trim().toLowerCase();
  control.setCustomValidity(equal ? '' : (form.dataset.differs ?? ''));
}

/** The texts stand in the form, in the page's language rather than the browser's. */
function complain(control: Control, form: HTMLFormElement): void {
  const { validity } = control;
  const choice = control.type === 'radio' || control.type === 'checkbox';
  const { required, choose, email } = form.dataset;
  const text = validity.typeMismatch
    ? email
    : validity.customError
      ? control.validationMessage
      : choice
        ? choose
        : required;
  const field = control.closest('.field');
  if (field === null || text === undefined) return;
  const id = `${choice ? field.id : control.id}-error`;
  let error = document.getElementById(id);
  if (error === null) {
    error = document.createElement('p');
    error.className = 'error';
    error.id = id;
    field.append(error);
  }
  error.textContent = text;
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', [control.getAttribute('aria-describedby'), id].filter(Boolean).join(' '));
}

function clear(control: Control): void {
  control.setCustomValidity('');
  if (!control.validity.valid) return;
  const field = control.closest('.field');
  for (const each of field?.querySelectorAll('[aria-invalid]') ?? []) each.removeAttribute('aria-invalid');
  field?.querySelector(':scope > .error')?.remove();
}

function tick(held: HTMLElement, until: number): void {
  const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  held.textContent = left > 0 ? held.dataset.text!.replace('{time}', time) : held.dataset.over!;
  if (left === 0) clearInterval(ticking);
}
