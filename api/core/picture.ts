import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';

/** PT Sans travels with us, because servers have no fonts: `font-family="PT Sans"`, regular and bold, Latin and Cyrillic. */
const require = createRequire(import.meta.url);
const fontFiles = [
  require.resolve('@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf'),
  require.resolve('@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf'),
];

/** Draws an SVG of ours as a PNG, off the main thread. What is in it must be escaped. */
export async function drawPng(svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'PT Sans' },
  });
  return image.asPng();
}
