import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog.tsx';
import { FormSheet, useForm } from './form.tsx';

/** Asks before something is done that cannot be taken back; what the API refuses is said in the dialog. */
export function Confirm({
  title,
  lead,
  submit,
  run,
  close,
  danger = true,
}: {
  title: string;
  lead: ComponentChildren;
  submit: string;
  run: () => Promise<void>;
  close: () => void;
  danger?: boolean;
}) {
  const form = useForm({ initial: {}, send: run });
  return (
    <Dialog title={title} lead={lead} onClose={close}>
      <FormSheet form={form} submit={submit} danger={danger} onCancel={close}>
        {null}
      </FormSheet>
    </Dialog>
  );
}
