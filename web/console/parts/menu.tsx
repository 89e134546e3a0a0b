import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import { Popover, type PopoverProps } from './popover.tsx';

export interface MenuItem {
  label: string;
  icon?: IconName;
  danger?: boolean;
  /** Set for what is on or off. */
  checked?: boolean;
  href?: string;
  onSelect?: () => void;
}

/** A menu of actions at a button; `undefined` among the items draws a line. */
export function Menu({
  items,
  ...rest
}: { items: readonly (MenuItem | undefined)[] } & Omit<PopoverProps, 'children' | 'role'>) {
  return (
    <Popover {...rest} role="menu">
      {(close) => items.map((item, index) => <Item key={item?.label ?? index} item={item} close={close} />)}
    </Popover>
  );
}

function Item({ item, close }: { item: MenuItem | undefined; close: () => void }) {
  if (item === undefined) return <hr />;
  const { label, icon, danger = false, checked, href, onSelect } = item;
  const content: ComponentChildren = (
    <>
      {checked === undefined ? (
        icon !== undefined && <Icon name={icon} />
      ) : (
        <span class="tick">{checked && <Icon name="check" />}</span>
      )}
      {label}
    </>
  );
  const common = {
    class: danger ? 'menu-item danger-text' : 'menu-item',
    tabIndex: -1,
    role: checked === undefined ? ('menuitem' as const) : ('menuitemcheckbox' as const),
    ...(checked === undefined ? {} : { 'aria-checked': checked }),
  };
  const select = () => {
    // What can be switched is often switched with others.
    if (checked === undefined) close();
    onSelect?.();
  };
  return href === undefined ? (
    <button type="button" {...common} onClick={select}>
      {content}
    </button>
  ) : (
    <a href={href} {...common} onClick={select}>
      {content}
    </a>
  );
}
