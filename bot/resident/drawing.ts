/** Pieces of a picture for a chat: an SVG that is readable on a phone and light on any ground. Its words are escaped here. */
export const drawingWidth = 800;

export const ink = { text: '#1f2933', strong: '#1f7a5c', soft: '#9bbfb2', more: '#b4541f', none: '#c9d1d9' };

/** A drawing of a height, with its title in the first 60 points. */
export function drawing(height: number, title: string, ...parts: string[]): string {
  const head = words(32, 50, 30, title, 'font-weight="700"');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${drawingWidth}" height="${height}" viewBox="0 0 ${drawingWidth} ${height}"><rect width="${drawingWidth}" height="${height}" fill="#ffffff"/>${head}${parts.join('')}</svg>`;
}

/** Words at a place; `y` is their foot. */
export function words(x: number, y: number, size: number, what: string, more = ''): string {
  return `<text x="${x}" y="${y}" font-family="PT Sans" font-size="${size}" fill="${ink.text}" ${more}>${escaped(what)}</text>`;
}

/** A bar. */
export function block(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${colour}"/>`;
}

/** As much of a text as `length` signs hold. */
export function cut(text: string, length: number): string {
  const signs = [...text];
  return signs.length <= length
    ? text
    : `${signs
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
