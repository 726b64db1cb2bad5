import type { Content } from 'pdfmake';

/**
 * A document to be printed: plain data, so that it can go to another thread. Words stand in it as they are, never as markup. Styles:
 * `title`, `about` (grey, small), `head` (of a table), `sum` (right, unbroken), `total` (the same, bold).
 */
export type PdfDocument = {
  title: string;
  author: string;
  content: Content[];
  /** Below each page, before its number. */
  footer: string;
};

/** A table whose first row is its head, on every page again; the layout is hairlines between rows. */
export function pdfTable(widths: (number | string)[], rows: Content[][]): Content {
  return {
    layout: 'hairlines',
    table: { headerRows: 1, widths, body: rows, dontBreakRows: true },
    margin: [0, 6, 0, 6],
  };
}

/** A cell of the head. */
export function pdfHead(text: string, isSum = false): Content {
  return { text, style: isSum ? ['head', 'sum'] : 'head' };
}

/** A cell with a sum or a quantity. */
export function pdfSum(text: string, isTotal = false): Content {
  return { text, style: isTotal ? ['total'] : ['sum'] };
}
