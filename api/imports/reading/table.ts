export type TableRow = { line: number; cells: string[] };

/** A table in a file, its first row the headings; `rows` are read as they are asked for. */
export type Table = {
  encoding: string;
  separator: string;
  rows: AsyncIterable<TableRow> | Iterable<TableRow>;
  /** What a form of file that is no table by itself is called, and what in it is none of ours: counts by name, such as `outgoing`. */
  format?: string;
  skipped?: Record<string, number>;
};
