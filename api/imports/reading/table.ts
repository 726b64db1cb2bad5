export type TableRow = { line: number; cells: string[] };

/** A table in a file, its first row the headings; `rows` are read as they are asked for. */
export type Table = { encoding: string; separator: string; rows: AsyncIterable<TableRow> };
