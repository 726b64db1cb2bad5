import type { Locator, Page } from 'playwright-core';

/** Roles of what a person works: each must say what it is. */
const worked = 'button|link|textbox|combobox|spinbutton|checkbox|radio|switch|searchbox';
const nameless = new RegExp(`^\\s*- (?:${worked})(?=[:[ ]|$)(?! ")(?! /).*$`, 'gm');

/**
 * What would trouble a person at this page on a screen so many CSS pixels wide: what is wider than it, and controls that a reader for
 * the blind cannot name. The window is put back as it was.
 */
export async function troublesOf(page: Page, width = 400): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate(widthAtRest);
  const spoken = await page.locator('body').ariaSnapshot();
  if (before) await page.setViewportSize(before);
  const found = [...spoken.matchAll(nameless)].map(([line]) => `nameless: ${line.trim()}`);
  return wide > width ? [`wider than ${width}: ${wide}`, ...found] : found;
}

/** How wide the page is once what slides about has come to rest. */
async function widthAtRest(): Promise<number> {
  await new Promise((done) => requestAnimationFrame(done));
  await Promise.allSettled(document.getAnimations().map((moving) => moving.finished));
  return document.documentElement.scrollWidth;
}

/** Chooses from the list that opens at a field. */
export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Presses what downloads a file, and reads it: its name, and its bytes as they came. */
export async function downloaded(page: Page, pressed: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), pressed.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}
