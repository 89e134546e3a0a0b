import type { SavedViews } from '../../parts/saved-views.tsx';
import { Empty } from '../../parts/states.tsx';
import { type Asked, countOf, hrefOf } from './state.ts';
import { words } from './words.ts';

/** What each report is shown with. */
export interface ReportProps {
  asked: Asked;
  views: SavedViews;
}

/** A report without rows, and the way out. */
export function NothingCounted({ asked }: { asked: Asked }) {
  return (
    <Empty icon="chart" title={words.empty}>
      <p>{words.emptyText}</p>
      {countOf(asked) > 0 && (
        <a class="button quiet" href={hrefOf({ ...asked, status: [], narrowed: {} })}>
          {words.clear}
        </a>
      )}
    </Empty>
  );
}
