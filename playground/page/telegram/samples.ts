export type SampleName = 'leak' | 'meter' | 'light' | 'crack';
export const sampleNames: SampleName[] = ['leak', 'meter', 'light', 'crack'];

const width = 960;
const height = 720;

/** A drawn snapshot such as a resident would send, as a data URL; made here, so nothing is fetched. */
export function drawSample(name: SampleName): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser draws no canvas');
  painters[name](pen);
  vignette(pen);
  return canvas.toDataURL('image/jpeg', 0.86);
}

export const base64Of = (dataUrl: string) => dataUrl.slice(dataUrl.indexOf(',') + 1);

const painters: Record<SampleName, (pen: CanvasRenderingContext2D) => void> = {
  leak(pen) {
    tiles(pen, '#c9d9de', '#b4c8cf');
    fill(pen, '#7d6a58', 0, 610, width, 110);
    pen.lineCap = 'round';
    pipe(pen, 84, [
      [480, -20],
      [480, 250],
    ]);
    pipe(pen, 84, [
      [480, 250],
      [480, 330],
      [560, 390],
      [660, 330],
      [660, 210],
      [980, 210],
    ]);
    fill(pen, '#8e9aa3', 425, 225, 110, 46);
    fill(pen, '#a9b4bb', 425, 225, 110, 14);
    drops(pen, [
      [505, 300, 15],
      [500, 430, 20],
      [512, 520, 17],
    ]);
    puddle(pen, 500, 650, 260, 38);
  },
  meter(pen) {
    tiles(pen, '#dcd6ca', '#cdc5b6');
    pipe(pen, 92, [
      [-20, 470],
      [980, 470],
    ]);
    disc(pen, 480, 380, 235, '#2d6fb8');
    disc(pen, 480, 380, 205, '#f7f8f8');
    fill(pen, '#1b2227', 340, 310, 282, 78);
    pen.font = '600 58px monospace';
    pen.fillStyle = '#ffffff';
    pen.fillText('00418', 352, 368);
    fill(pen, '#c8322b', 540, 310, 82, 78);
    pen.fillStyle = '#ffffff';
    pen.fillText('29', 548, 368);
    pen.fillStyle = '#34424c';
    pen.font = '30px sans-serif';
    pen.fillText('m³', 460, 292);
    pen.fillText('№ 2210457', 405, 445);
    disc(pen, 480, 510, 30, '#c8322b');
    disc(pen, 480, 510, 8, '#f7f8f8');
  },
  light(pen) {
    const dark = pen.createLinearGradient(0, 0, 0, height);
    dark.addColorStop(0, '#1e2430');
    dark.addColorStop(1, '#0c0f15');
    pen.fillStyle = dark;
    pen.fillRect(0, 0, width, height);
    fill(pen, '#262f3d', 90, 190, 190, 420);
    fill(pen, '#2c3748', 110, 210, 150, 380);
    disc(pen, 240, 405, 10, '#8a7b54');
    for (let step = 0; step < 7; step += 1)
      fill(pen, `rgb(${44 + step * 5},${51 + step * 5},${63 + step * 5})`, 420 + step * 70, 640 - step * 62, 560, 66);
    pen.strokeStyle = '#3a4353';
    pen.lineWidth = 7;
    line(pen, [
      [560, 0],
      [560, 110],
    ]);
    disc(pen, 560, 140, 36, '#454d5a');
    pen.strokeStyle = '#6d7686';
    pen.lineWidth = 4;
    line(pen, [
      [545, 130],
      [560, 150],
      [575, 128],
    ]);
  },
  crack(pen) {
    fill(pen, '#d8cbb4', 0, 0, width, height);
    fill(pen, '#bfae92', 0, 0, width, 54);
    fill(pen, '#9a8a72', 0, 630, width, 90);
    pen.strokeStyle = '#5b4e3d';
    pen.lineWidth = 11;
    line(pen, [
      [180, 54],
      [250, 170],
      [232, 250],
      [350, 330],
      [380, 430],
      [500, 470],
      [540, 630],
    ]);
    pen.lineWidth = 5;
    line(pen, [
      [350, 330],
      [460, 300],
      [520, 230],
    ]);
    line(pen, [
      [380, 430],
      [300, 500],
      [290, 560],
    ]);
    fill(pen, '#efe7d8', 560, 520, 230, 26);
  },
};

type Point = [number, number];

function fill(pen: CanvasRenderingContext2D, colour: string, x: number, y: number, w: number, h: number): void {
  pen.fillStyle = colour;
  pen.fillRect(x, y, w, h);
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

function line(pen: CanvasRenderingContext2D, points: Point[]): void {
  pen.lineJoin = 'round';
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
}

function pipe(pen: CanvasRenderingContext2D, thickness: number, points: Point[]): void {
  for (const [share, colour] of [
    [1, '#7f8b93'],
    [0.78, '#aab4ba'],
    [0.34, '#d7dde0'],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = thickness * share;
    line(pen, points);
  }
}

function tiles(pen: CanvasRenderingContext2D, light: string, grout: string): void {
  fill(pen, light, 0, 0, width, height);
  pen.strokeStyle = grout;
  pen.lineWidth = 5;
  for (let x = 0; x <= width; x += 120)
    line(pen, [
      [x, 0],
      [x, height],
    ]);
  for (let y = 0; y <= height; y += 120)
    line(pen, [
      [0, y],
      [width, y],
    ]);
}

function drops(pen: CanvasRenderingContext2D, list: Array<[number, number, number]>): void {
  pen.fillStyle = '#3f9ad6';
  for (const [x, y, size] of list) {
    pen.beginPath();
    pen.moveTo(x, y - size * 2);
    pen.quadraticCurveTo(x + size * 1.4, y + size * 0.4, x, y + size);
    pen.quadraticCurveTo(x - size * 1.4, y + size * 0.4, x, y - size * 2);
    pen.fill();
  }
}

function puddle(pen: CanvasRenderingContext2D, x: number, y: number, rx: number, ry: number): void {
  pen.fillStyle = 'rgba(63,154,214,.75)';
  pen.beginPath();
  pen.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = 'rgba(255,255,255,.4)';
  pen.beginPath();
  pen.ellipse(x - rx * 0.3, y - ry * 0.3, rx * 0.4, ry * 0.25, 0, 0, Math.PI * 2);
  pen.fill();
}

function vignette(pen: CanvasRenderingContext2D): void {
  const shade = pen.createRadialGradient(width / 2, height / 2, height / 3, width / 2, height / 2, width * 0.72);
  shade.addColorStop(0, 'rgba(0,0,0,0)');
  shade.addColorStop(1, 'rgba(0,0,0,.42)');
  pen.fillStyle = shade;
  pen.fillRect(0, 0, width, height);
}
