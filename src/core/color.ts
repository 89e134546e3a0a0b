/** Red, green and blue, 0 to 255. */
type Rgb = readonly [number, number, number];

/** A colour of `#rrggbb`. */
function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Part of `a`, the rest of `b`, as light mixes on a screen. */
function mixed(a: Rgb, b: Rgb, part: number): Rgb {
  return a.map((value, index) => value * part + b[index]! * (1 - part)) as unknown as Rgb;
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast of two colours of `#rrggbb`, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [dark, bright] = [luminance(rgbOf(a)), luminance(rgbOf(b))].sort((x, y) => x - y);
  return (bright! + 0.05) / (dark! + 0.05);
}

/** A colour that stands out from like grounds: the colour itself, or as much darker or brighter as it takes. */
export function legibleOn(color: string, grounds: readonly string[], least: number): string {
  const toward: Rgb = luminance(rgbOf(grounds[0]!)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let part = 1; part > 0; part -= 0.02) {
    const tried = hexOf(mixed(rgbOf(color), toward, part));
    if (grounds.every((ground) => contrast(tried, ground) >= least)) return tried;
  }
  return hexOf(toward);
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(color: string): string {
  return contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000';
}

/** So much of a colour laid over a ground. */
export function tinted(color: string, ground: string, part: number): string {
  return hexOf(mixed(rgbOf(color), rgbOf(ground), part));
}
