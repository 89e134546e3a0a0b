import { type Signal, useSignal } from '@preact/signals';
import type { AllHTMLAttributes, ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { DaybookError, messageOf } from '../core/api.ts';
import { inLanguage } from '../core/words.ts';
import { Icon } from './icon.tsx';

const words = inLanguage({
  en: { optional: 'optional', required: 'Please fill this in.', back: 'Go back' },
  de: { optional: 'freiwillig', required: 'Bitte ausfüllen.', back: 'Zurück' },
});

/** A form's values, and what the API said of them. */
export interface Form<Values extends object> {
  values: Signal<Values>;
  /** By field: what is wrong with it. */
  errors: Signal<Partial<Record<string, string>>>;
  /** What is wrong and no field's fault. */
  failure: Signal<string | undefined>;
  sending: Signal<boolean>;
  element: { current: HTMLFormElement | null };
  set: <Name extends keyof Values & string>(name: Name, value: Values[Name]) => void;
  send: () => Promise<void>;
}

export interface FormOptions<Values extends object> {
  initial: Values;
  /** Names of fields that must not be empty. */
  required?: readonly (keyof Values & string)[];
  send: (values: Values) => Promise<void>;
  /** The field that a problem's `param` is about, where the two have different names. */
  fieldOf?: Record<string, keyof Values & string>;
}

/**
 * Holds a form's values and sends them. A problem of the API that names a `param` is shown at the field of that name, any other
 * above the form; the first field to mend gets the focus.
 */
export function useForm<Values extends object>(options: FormOptions<Values>): Form<Values> {
  const values = useSignal(options.initial);
  const errors = useSignal<Partial<Record<string, string>>>({});
  const failure = useSignal<string | undefined>(undefined);
  const sending = useSignal(false);
  const element = useRef<HTMLFormElement | null>(null);

  const blame = (found: Partial<Record<string, string>>) => {
    errors.value = found;
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const set: Form<Values>['set'] = (name, value) => {
    values.value = { ...values.value, [name]: value };
    if (errors.value[name] !== undefined) errors.value = { ...errors.value, [name]: undefined };
  };
  const send = async () => {
    if (sending.value) return;
    failure.value = undefined;
    const now = values.value as Record<string, unknown>;
    const missing = (options.required ?? []).filter((name) => String(now[name] ?? '').trim() === '');
    if (missing.length > 0) return blame(Object.fromEntries(missing.map((name) => [name, words.required])));
    errors.value = {};
    sending.value = true;
    try {
      await options.send(values.value);
    } catch (error) {
      const param = error instanceof DaybookError ? (error.param ?? '') : '';
      const field = options.fieldOf?.[param] ?? param.split('.').at(-1)!;
      if (field in options.initial) blame({ [field]: messageOf(error) });
      else failure.value = messageOf(error);
    } finally {
      sending.value = false;
    }
  };
  return { values, errors, failure, sending, element, set, send };
}

export function FormSheet<Values extends object>({
  form,
  children,
  submit,
  danger = false,
  onCancel,
  wide = false,
}: {
  form: Form<Values>;
  children: ComponentChildren;
  /** What the button says that sends it. */
  submit: string;
  danger?: boolean;
  onCancel?: () => void;
  /** True if the button is as wide as the fields. */
  wide?: boolean;
}) {
  return (
    <form
      ref={form.element}
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.send();
      }}
    >
      {form.failure.value !== undefined && (
        <p class="failure" role="alert">
          <Icon name="warning" /> {form.failure.value}
        </p>
      )}
      {children}
      <div class={wide ? 'form-foot wide' : 'form-foot'}>
        {onCancel !== undefined && (
          <button type="button" class="quiet" onClick={onCancel}>
            {words.back}
          </button>
        )}
        <button type="submit" class={danger ? 'danger' : 'primary'} aria-disabled={form.sending.value}>
          {submit}
          {form.sending.value && <span class="spinner" aria-hidden="true" />}
        </button>
      </div>
    </form>
  );
}

interface FieldProps<Values extends object> {
  form: Form<Values>;
  name: keyof Values & string;
  label: string;
  hint?: string;
  optional?: boolean;
}

/** What ties a control to its label and to what is said of it. */
interface Control {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

/** The frame of a field: label above, what is wrong and what helps below, tied to the control for screen readers. */
function Frame<Values extends object>({
  form,
  name,
  label,
  hint,
  optional = false,
  children,
}: FieldProps<Values> & { children: (control: Control) => ComponentChildren }) {
  const id = useId();
  const error = form.errors.value[name];
  const described = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="optional"> {words.optional}</span>}
      </label>
      {children({
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(error === undefined ? {} : { 'aria-invalid': 'true' }),
      })}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function TextField<Values extends object>(
  props: FieldProps<Values> & {
    type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'date' | 'time' | 'number';
    autocomplete?: string;
    inputMode?: 'numeric' | 'email' | 'tel' | 'text';
    focus?: boolean;
    maxLength?: number;
  },
) {
  const { form, name, type = 'text', autocomplete = 'off', inputMode, focus = false, maxLength } = props;
  const more = { inputMode, maxLength, autocomplete, type } as AllHTMLAttributes<HTMLInputElement>;
  return (
    <Frame {...props}>
      {(control) => (
        <input
          {...(more as object)}
          {...control}
          value={String(form.values.value[name] ?? '')}
          autoFocus={focus}
          onInput={(event) => form.set(name, event.currentTarget.value as Values[typeof name])}
        />
      )}
    </Frame>
  );
}

export function LongTextField<Values extends object>(
  props: FieldProps<Values> & { rows?: number; maxLength?: number; focus?: boolean },
) {
  const { form, name, rows = 3, maxLength, focus = false } = props;
  return (
    <Frame {...props}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          {...(maxLength === undefined ? {} : { maxLength })}
          autoFocus={focus}
          value={String(form.values.value[name] ?? '')}
          onInput={(event) => form.set(name, event.currentTarget.value as Values[typeof name])}
        />
      )}
    </Frame>
  );
}

export function SelectField<Values extends object>(
  props: FieldProps<Values> & { options: readonly { value: string; label: string }[] },
) {
  const { form, name, options } = props;
  return (
    <Frame {...props}>
      {(control) => (
        <span class="select">
          <select
            {...control}
            value={String(form.values.value[name] ?? '')}
            onChange={(event) => form.set(name, event.currentTarget.value as Values[typeof name])}
          >
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      )}
    </Frame>
  );
}

export function CheckField<Values extends object>({ form, name, label, hint }: FieldProps<Values>) {
  const id = useId();
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        checked={form.values.value[name] === true}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => form.set(name, event.currentTarget.checked as Values[typeof name])}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
