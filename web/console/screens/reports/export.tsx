import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { messageOf } from '../../core/api.ts';
import { go } from '../../core/router.ts';
import { fill } from '../../core/words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu } from '../../parts/menu.tsx';
import { toast } from '../../parts/toast.tsx';
import type { ActivityColumn, Cell } from './cells.ts';
import { csvFile, csvLine } from './csv.ts';
import type { Sheet } from './data.ts';
import { type Asked, hrefOf } from './state.ts';
import { words } from './words.ts';
import { excelFile, excelRow, mostExcelRows } from './xlsx.ts';

type Format = 'csv' | 'xlsx';

export interface ExportProps {
  asked: Asked;
  sheet: () => Sheet;
  /** How many rows there are, if that is known. */
  count?: number | undefined;
  /** Columns that go onto paper, if they can be chosen. */
  columns?: readonly ActivityColumn[];
}

/** The ways to take a report along. */
export function ExportMenu({ asked, sheet, count, columns }: ExportProps) {
  const format = useSignal<Format | undefined>(undefined);
  const begin = (chosen: Format) => () => {
    format.value = chosen;
  };
  const paper = hrefOf(asked, '/reports/print');
  const chosen = columns === undefined ? '' : `${paper.includes('?') ? '&' : '?'}columns=${columns.join(',')}`;
  return (
    <>
      <Menu
        align="end"
        label={words.export}
        button={
          <>
            <Icon name="page" /> <span class="wide-only">{words.export}</span>
          </>
        }
        items={[
          { label: words.csv, icon: 'page', onSelect: begin('csv') },
          { label: words.excel, icon: 'columns', onSelect: begin('xlsx') },
          { label: words.print, icon: 'print', onSelect: () => go(paper + chosen) },
        ]}
      />
      {format.value !== undefined && (
        <Exporting
          sheet={sheet()}
          name={nameOf(asked)}
          format={format.value}
          count={count}
          close={() => {
            format.value = undefined;
          }}
        />
      )}
    </>
  );
}

function nameOf({ report, from, to }: Asked): string {
  return `${words.report[report]} ${from} ${to}`.toLocaleLowerCase().replaceAll(/[\s/]+/g, '-');
}

/** Reads a report to its end and hands it over as a file. Closed before that, it stops. */
function Exporting({
  sheet,
  name,
  format,
  count,
  close,
}: {
  sheet: Sheet;
  name: string;
  format: Format;
  count: number | undefined;
  close: () => void;
}) {
  const read = useSignal(0);
  useEffect(() => {
    let stopped = false;
    const write = async () => {
      const line = (cells: readonly Cell[]) => (format === 'csv' ? csvLine(cells) : excelRow(cells));
      const lines = [line(sheet.heads)];
      for await (const page of sheet.pages()) {
        if (stopped) return;
        for (const row of page) if (format === 'csv' || lines.length < mostExcelRows) lines.push(line(row));
        read.value += page.length;
      }
      const file = format === 'csv' ? csvFile(lines) : await excelFile(name, lines, sheet.heads.length);
      if (stopped) return;
      handOver(file, `${name}.${format}`);
      toast(fill(words.exported, { count: lines.length - 1 }));
      close();
    };
    write().catch((error) => {
      if (stopped) return;
      toast(messageOf(error), { tone: 'failed' });
      close();
    });
    return () => {
      stopped = true;
    };
  }, []);
  const told = count === undefined ? fill(words.exportRead, { count: read.value }) : undefined;
  return (
    <Dialog title={words.exporting} onClose={close}>
      <p role="status">{told ?? fill(words.exportOf, { count: read.value, all: count! })}</p>
      <progress
        aria-label={words.exporting}
        {...(count === undefined ? {} : { max: Math.max(count, 1), value: Math.min(read.value, count) })}
      />
      <div class="form-foot">
        <button type="button" class="quiet" onClick={close}>
          {words.exportStop}
        </button>
      </div>
    </Dialog>
  );
}

function handOver(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // By then the browser has begun to save it, which is all that the address is for.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
