import { useSignal } from '@preact/signals';
import { api } from '../../core/api.ts';
import { useQuery } from '../../core/query.ts';
import { clockTime, dateAndTime, dayName, dayOf, isoTime, ms, startOfDay } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FormSheet, LongTextField, useForm } from '../../parts/form.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import type { ActionDialogProps } from './actions.tsx';
import { expand, settled, whenOf } from './booking.ts';
import { words } from './words.ts';

const daysAtOnce = 7;

/** Moves a booking on the guest's behalf to a time at which everybody who takes part is free. */
export function MoveDialog({ booking, close }: ActionDialogProps) {
  const first = useSignal(dayOf(Date.now()));
  const from = startOfDay(first.value);
  const until = startOfDay(first.value.add({ days: daysAtOnce }));
  const slots = useQuery(`booking-times/${booking.id}/${first.value}`, () =>
    api.listTimeSlotsOfBooking(booking.id, {
      start_time: isoTime(Math.max(from, Date.now())),
      end_time: isoTime(until),
    }),
  );
  const form = useForm({
    initial: { start_time: '', reason: '' },
    async send({ start_time, reason }) {
      if (start_time === '') {
        form.failure.value = words.pickTime;
        return;
      }
      const body = { start_time, ...(reason === '' ? {} : { reason }), on_behalf_of: 'user' as const };
      settled(await api.rescheduleBooking(booking.id, body, { expand }));
      close();
      toast(fill(words.moveDone, { time: dateAndTime(ms(start_time)) }));
    },
  });
  const turn = (days: number) => {
    first.value = first.value.add({ days });
  };
  const others = slots.data?.filter((slot) => slot.start_time !== booking.starting_time);
  const days = Map.groupBy(others ?? [], (slot) => dayOf(ms(slot.start_time)).toString());
  return (
    <Dialog
      title={words.moveTitle}
      lead={fill(words.moveLead, { time: whenOf(booking) })}
      onClose={close}
      size="medium"
    >
      <FormSheet form={form} submit={words.moveSubmit} onCancel={close}>
        <div class="slots-turn">
          <button
            type="button"
            class="quiet"
            disabled={Temporal.PlainDate.compare(first.value, dayOf(Date.now())) <= 0}
            onClick={() => turn(-daysAtOnce)}
          >
            <Icon name="back" turn /> {words.earlier}
          </button>
          <button type="button" class="quiet" onClick={() => turn(daysAtOnce)}>
            {words.later} <Icon name="on" turn />
          </button>
        </div>
        <div class="slots">
          {slots.loading && <Loading rows={4} />}
          {slots.error !== undefined && <Failure error={slots.error} retry={slots.reload} />}
          {others?.length === 0 && <p class="soft">{words.moveNone}</p>}
          {[...days].map(([day, all]) => (
            <fieldset key={day}>
              <legend>{dayName(startOfDay(day))}</legend>
              <div class="slot-choices">
                {all.map((slot) => (
                  <label key={slot.start_time} class="slot-choice">
                    <input
                      type="radio"
                      name="start"
                      value={slot.start_time}
                      checked={form.values.value.start_time === slot.start_time}
                      onChange={() => {
                        form.failure.value = undefined;
                        form.set('start_time', slot.start_time);
                      }}
                    />
                    <span>{clockTime(ms(slot.start_time))}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </div>
        <LongTextField
          form={form}
          name="reason"
          label={words.reasonLabel}
          hint={words.reasonHint}
          optional
          rows={2}
          maxLength={5000}
        />
      </FormSheet>
    </Dialog>
  );
}
