import { parentPort } from 'node:worker_threads';
import writeExcelFile from 'write-excel-file/node';

/** Words, a sum as a number of whole units, or nothing. */
export type WorkbookCell = string | number | null;
export type Sheet = { head: readonly string[]; rows: readonly (readonly WorkbookCell[])[] };

/** A workbook of one sheet whose first row stays in sight. */
async function write({ head, rows }: Sheet): Promise<Uint8Array> {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? { value: cell, type: Number, format: '#,##0.00' } : cell)),
  );
  const titles = head.map((value) => ({ value, fontWeight: 'bold' as const }));
  const columns = head.map((title) => ({ width: Math.min(40, Math.max(14, title.length + 2)) }));
  const file = writeExcelFile([titles, ...cells], { columns, stickyRowsCount: 1 });
  return new Uint8Array(await file.toBuffer());
}

parentPort?.once('message', (sheet: Sheet) => {
  write(sheet).then(
    (bytes) => parentPort?.postMessage(bytes),
    (error: Error) => parentPort?.postMessage({ error: error.stack ?? error.message }),
  );
});
