import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * The emoji font is only for a system without one (a bare Linux, a headless browser), so it gets a name of its own and
 * the last place. Its woff2 files hold SVG glyphs alone, which Chromium draws as nothing; the woff ones hold COLR.
 */
const emojiOfLastResort: Plugin = {
  name: 'emoji-of-last-resort',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('@fontsource') && id.includes('.css')
      ? code
          .replaceAll("'Noto Color Emoji'", "'Page Emoji'")
          .replace(/url\([^)]*\.woff2\)\s*format\('woff2'\),\s*/g, '')
      : undefined,
};

/** Vite asks for a default export; nothing else in the project has one. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [emojiOfLastResort, react()],
  build: { outDir: 'dist', emptyOutDir: true, assetsDir: 'assets', assetsInlineLimit: 0, target: 'es2022' },
});
