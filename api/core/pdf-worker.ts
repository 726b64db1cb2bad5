import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import type { PdfDocument } from './pdf-page.ts';

// PT Sans travels with us, because servers have no fonts: Latin, Cyrillic and the rouble's sign.
const require = createRequire(import.meta.url);
const fonts = {
  normal: require.resolve('@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf'),
};
pdfmake.setFonts({ PTSans: fonts });
// A document names no file and no address; our fonts are the only files it reads.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
pdfmake.setTableLayouts({
  hairlines: {
    hLineWidth: (line, node) => (line === 1 || line === node.table.body.length ? 0.8 : line === 0 ? 0 : 0.3),
    vLineWidth: () => 0,
    hLineColor: () => '#8a8a8a',
    paddingLeft: (column) => (column === 0 ? 0 : 4),
    paddingRight: () => 4,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
});

async function print({ title, author, content, footer }: PdfDocument): Promise<Uint8Array> {
  const made = pdfmake.createPdf({
    info: { title, author },
    pageSize: 'A4',
    pageMargins: [42, 42, 42, 54],
    defaultStyle: { font: 'PTSans', fontSize: 9.5, lineHeight: 1.15 },
    styles: {
      title: { fontSize: 16, bold: true, margin: [0, 0, 0, 4] },
      about: { fontSize: 8.5, color: '#555555' },
      head: { fontSize: 8, color: '#555555' },
      sum: { alignment: 'right', noWrap: true },
      total: { alignment: 'right', noWrap: true, bold: true },
    },
    content,
    footer: (page, pages) => ({
      columns: [footer, { text: `${page} / ${pages}`, alignment: 'right', width: 50 }],
      margin: [42, 16, 42, 0],
      style: 'about',
    }),
  });
  return made.getBuffer();
}

parentPort?.on('message', async ({ id, document }: { id: number; document: PdfDocument }) => {
  try {
    parentPort?.postMessage({ id, bytes: await print(document) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
