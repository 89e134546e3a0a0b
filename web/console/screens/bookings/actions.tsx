import { useSignal } from '@preact/signals';
import type { Booking } from '../../../../packages/client/daybook.ts';
import { may } from '../../../../src/core/booking.ts';
import { api, messageOf } from '../../core/api.ts';
import { change } from '../../core/query.ts';
import { can } from '../../core/session.ts';
import { fill } from '../../core/words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, FormSheet, LongTextField, useForm } from '../../parts/form.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu, type MenuItem } from '../../parts/menu.tsx';
import { toast } from '../../parts/toast.tsx';
import { expand, guestOf, settled, trash, whenOf } from './booking.ts';
import { MoveDialog } from './move-dialog.tsx';
import { ReassignDialog } from './reassign-dialog.tsx';
import { words } from './words.ts';

type DialogName = 'cancel' | 'ask-move' | 'move' | 'reassign' | 'decline' | 'no-show';

export interface ActionDialogProps {
  booking: Booking;
  close: () => void;
}

/** What can be done with a booking: what is most likely wanted as buttons, the rest in a menu. */
export function Actions({ booking, hostOf }: { booking: Booking; hostOf: (booking: Booking) => string }) {
  const open = useSignal<DialogName | undefined>(undefined);
  const close = () => {
    open.value = undefined;
  };
  const show = (name: DialogName) => () => {
    open.value = name;
  };
  const { status } = booking;
  const canMove = may('reschedule', status);
  const items: (MenuItem | undefined)[] = [
    ...(may('reassign', status) && can('reassignBooking')
      ? [{ label: words.reassign, icon: 'swap' as const, onSelect: show('reassign') }]
      : []),
    ...(may('cancel', status) ? [{ label: words.askMove, icon: 'mail' as const, onSelect: show('ask-move') }] : []),
    ...(may('mark_no_show', status) ? [{ label: words.noShow, icon: 'away' as const, onSelect: show('no-show') }] : []),
    ...(can('trashBooking')
      ? [
          undefined,
          {
            label: booking.in_trash ? words.restore : words.trash,
            icon: booking.in_trash ? ('restore' as const) : ('trash' as const),
            onSelect: () => void throwAway(booking, !booking.in_trash),
          },
        ]
      : []),
  ];
  return (
    <div class="pane-actions">
      {may('approve', status) && (
        <>
          <button type="button" class="primary" onClick={() => void approve(booking)}>
            {words.approve}
          </button>
          <button type="button" class="quiet" onClick={show('decline')}>
            {words.decline}
          </button>
        </>
      )}
      {canMove && (
        <button type="button" class="quiet" onClick={show('move')}>
          {words.move}
        </button>
      )}
      {may('cancel', status) && (
        <button type="button" class="quiet" onClick={show('cancel')}>
          {words.cancel}
        </button>
      )}
      {items.length > 0 && (
        <Menu
          class="plain only-icon"
          label={words.actions}
          align="end"
          button={<Icon name="more" />}
          items={items[0] === undefined ? items.slice(1) : items}
        />
      )}
      {open.value === 'cancel' && <CancelDialog booking={booking} close={close} />}
      {open.value === 'ask-move' && <AskMoveDialog booking={booking} close={close} />}
      {open.value === 'decline' && <DeclineDialog booking={booking} close={close} />}
      {open.value === 'no-show' && <NoShowDialog booking={booking} close={close} />}
      {open.value === 'move' && <MoveDialog booking={booking} close={close} />}
      {open.value === 'reassign' && <ReassignDialog booking={booking} close={close} hostOf={hostOf} />}
    </div>
  );
}

/** Accepts a request at once in the page, and takes that back if the server refuses. */
async function approve(booking: Booking): Promise<void> {
  const back = change<Booking>(booking.id, (shown) => ({ ...shown, status: 'scheduled' }));
  try {
    settled(await api.approveBooking(booking.id, {}, { expand }));
    toast(words.approveDone);
  } catch (error) {
    back();
    toast(messageOf(error), { tone: 'failed' });
  }
}

async function throwAway(booking: Booking, inTrash: boolean): Promise<void> {
  try {
    settled(await trash(booking, inTrash));
    toast(inTrash ? words.trashDone : words.restoreDone, { undo: () => void throwAway(booking, !inTrash) });
  } catch (error) {
    toast(messageOf(error), { tone: 'failed' });
  }
}

function CancelDialog({ booking, close }: ActionDialogProps) {
  const form = useForm({
    initial: { cancellation_reason: '', send_cancellation_email: true },
    async send(body) {
      settled(await api.cancelBooking(booking.id, body, { expand }));
      close();
      toast(words.canceled);
    },
  });
  const lead = fill(words.cancelLead, { guest: guestOf(booking), time: whenOf(booking) });
  return (
    <Dialog title={words.cancelTitle} lead={lead} onClose={close}>
      <FormSheet form={form} submit={words.cancelSubmit} danger onCancel={close}>
        <LongTextField
          form={form}
          name="cancellation_reason"
          label={words.reasonLabel}
          hint={words.reasonHint}
          optional
          maxLength={5000}
          focus
        />
        <CheckField form={form} name="send_cancellation_email" label={words.tellGuest} />
      </FormSheet>
    </Dialog>
  );
}

function AskMoveDialog({ booking, close }: ActionDialogProps) {
  const form = useForm({
    initial: { reschedule_reason: '' },
    async send(body) {
      settled(await api.requestReschedule(booking.id, body, { expand }));
      close();
      toast(words.askMoveDone);
    },
  });
  return (
    <Dialog title={words.askMoveTitle} lead={fill(words.askMoveLead, { guest: guestOf(booking) })} onClose={close}>
      <FormSheet form={form} submit={words.askMoveSubmit} onCancel={close}>
        <LongTextField
          form={form}
          name="reschedule_reason"
          label={words.reasonLabel}
          hint={words.reasonHint}
          optional
          maxLength={5000}
          focus
        />
      </FormSheet>
    </Dialog>
  );
}

function DeclineDialog({ booking, close }: ActionDialogProps) {
  const form = useForm({
    initial: { reason: '', request_new_times: false },
    async send(body) {
      settled(await api.declineBooking(booking.id, body, { expand }));
      close();
      toast(words.declineDone);
    },
  });
  return (
    <Dialog title={words.declineTitle} lead={`${guestOf(booking)}, ${whenOf(booking)}`} onClose={close}>
      <FormSheet form={form} submit={words.decline} danger onCancel={close}>
        <LongTextField
          form={form}
          name="reason"
          label={words.reasonLabel}
          hint={words.reasonHint}
          optional
          maxLength={5000}
          focus
        />
        <CheckField form={form} name="request_new_times" label={words.declineNew} />
      </FormSheet>
    </Dialog>
  );
}

function NoShowDialog({ booking, close }: ActionDialogProps) {
  const form = useForm({
    initial: {},
    async send() {
      settled(await api.markBookingNoShow(booking.id, { expand }));
      close();
      toast(words.noShowDone);
    },
  });
  return (
    <Dialog title={words.noShowTitle} lead={words.noShowLead} onClose={close}>
      <FormSheet form={form} submit={words.noShow} danger onCancel={close}>
        {null}
      </FormSheet>
    </Dialog>
  );
}
