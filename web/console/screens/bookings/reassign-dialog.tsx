import type { Booking, PossibleHost } from '../../../../packages/client/daybook.ts';
import { api, messageOf } from '../../core/api.ts';
import { useList } from '../../core/query.ts';
import { fill } from '../../core/words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FormSheet, useForm } from '../../parts/form.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import type { ActionDialogProps } from './actions.tsx';
import { expand, settled, whenOf } from './booking.ts';
import { words } from './words.ts';

const reasons = { busy: words.busy, inactive: words.inactive, without_seat: words.noSeat };

/** Gives a booking to somebody who is free at its time; who is not stays in the list, with the reason. */
export function ReassignDialog({
  booking,
  close,
  hostOf,
}: ActionDialogProps & { hostOf: (booking: Booking) => string }) {
  const hosts = useList<PossibleHost>(`booking-hosts/${booking.id}`, (after) =>
    api.listHostsOfBooking(booking.id, { limit: 100, ...(after === undefined ? {} : { after }) }),
  );
  const form = useForm({
    initial: { new_host: '' },
    async send({ new_host }) {
      if (new_host === '') {
        form.failure.value = words.pickHost;
        return;
      }
      const before = hosts.data?.items.find((host) => host.hosts);
      await handOver(booking, new_host, hosts.data?.items.find((host) => host.id === new_host)?.name ?? '', before);
      close();
    },
  });
  const others = (hosts.data?.items ?? [])
    .filter((host) => !host.hosts)
    .toSorted((a, b) => Number(a.reason !== null) - Number(b.reason !== null) || a.name.localeCompare(b.name));
  return (
    <Dialog
      title={words.reassignTitle}
      lead={`${fill(words.reassignLead, { time: whenOf(booking) })} ${words.with}: ${hostOf(booking)}`}
      onClose={close}
      size="medium"
    >
      <FormSheet form={form} submit={words.reassignSubmit} onCancel={close}>
        {hosts.loading && <Loading rows={4} />}
        {hosts.error !== undefined && <Failure error={hosts.error} retry={hosts.reload} />}
        {hosts.data !== undefined && others.length === 0 && <p class="soft">{words.nobody}</p>}
        <fieldset class="people-choice">
          <legend class="hidden">{words.reassignTitle}</legend>
          {others.map((host) => (
            <label key={host.id} class="person-choice">
              <input
                type="radio"
                name="host"
                value={host.id}
                disabled={host.reason !== null}
                checked={form.values.value.new_host === host.id}
                onChange={() => {
                  form.failure.value = undefined;
                  form.set('new_host', host.id);
                }}
              />
              <span class="two-lines">
                <span>{host.name}</span>
                <span class="soft">{host.email}</span>
              </span>
              <span class={host.reason === null ? 'free' : 'soft'}>
                {host.reason === null ? words.free : reasons[host.reason]}
              </span>
            </label>
          ))}
        </fieldset>
        {hosts.data?.hasMore === true && (
          <button type="button" class="plain strong" onClick={hosts.more}>
            …
          </button>
        )}
      </FormSheet>
    </Dialog>
  );
}

async function handOver(booking: Booking, to: string, name: string, before: PossibleHost | undefined): Promise<void> {
  settled(await api.reassignBooking(booking.id, { new_host: to }, { expand }));
  toast(fill(words.reassignDone, { name }), {
    ...(before === undefined
      ? {}
      : {
          undo: () => {
            handOver(booking, before.id, before.name, undefined).catch((error) =>
              toast(messageOf(error), { tone: 'failed' }),
            );
          },
        }),
  });
}
