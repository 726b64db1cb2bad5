import QRCode from 'qrcode';

/** Pixels a module and modules of white around: what the cameras of old phones still read after a messenger has squeezed it. */
const modulePixels = 8;
const margin = 4;

/** A QR as an SVG drawing: the bytes as they are, level M. `mostVersion` is what the reader at the other end takes. */
export function qrSvg(text: string, mostVersion = 40): string {
  const code = QRCode.create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'M' });
  if (code.version > mostVersion) throw new RangeError(`a QR of version ${code.version}, at most ${mostVersion}`);
  const { size, data } = code.modules;
  const path: string[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (data[row * size + column]) path.push(`M${column + margin} ${row + margin}h1v1h-1z`);
    }
  }
  const side = size + margin * 2;
  const pixels = side * modulePixels;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path.join('')}"/></svg>`;
}
