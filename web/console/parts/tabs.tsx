import type { ComponentChildren } from 'preact';

export interface Tab {
  id: string;
  label: ComponentChildren;
  /** Where it leads. A tab whose state is in the address is a link. */
  href: string;
  count?: number | undefined;
}

/** Views of one screen, side by side. Each is an address, so that it can be opened beside another and sent to somebody. */
export function Tabs({ tabs, current, label }: { tabs: readonly Tab[]; current: string; label: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.id}>
            <a href={tab.href} aria-current={tab.id === current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && <span class="count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
