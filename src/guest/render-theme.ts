import { contrast, inkOn, legibleOn, tinted } from '../core/color.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';

/** The part of the settings that says how pages look. */
export type Look = Pick<
  GuestSettings,
  'theme' | 'accent_color' | 'background_color' | 'font' | 'font_scale' | 'image_shape'
>;

/** The sheets that everything is written on, as web/guest/guest.css has them, the grounds behind them, and how much of the accent tints them. */
const light = { sheet: '#fffefb', ground: '#f4f2ec', tint: 0.1 };
const dark = { sheet: '#1b1c1a', ground: '#131412', tint: 0.18 };

/** What every text must have against its ground, and a little more for what browsers round. */
const leastContrast = 4.6;

const fonts: Record<Look['font'], { text: string; title: string }> = {
  sans: { text: 'var(--plain)', title: 'var(--serif)' },
  serif: { text: 'var(--serif)', title: 'var(--serif)' },
  rounded: { text: 'var(--rounded)', title: 'var(--rounded)' },
  mono: { text: 'var(--mono)', title: 'var(--mono)' },
};

const shapes: Record<Look['image_shape'], string> = { circle: '50%', rounded: '22%', square: '0' };

/** Themes that were made; accounts have few looks and show them often. */
const made = new Map<string, string>();
const mostMade = 1000;

/** An account's look as custom properties. Whatever colour it picked, every text can be read. */
export function renderTheme(look: Look): string {
  const { theme, accent_color, background_color, font, font_scale, image_shape } = look;
  const key = [theme, accent_color, background_color, font, font_scale, image_shape].join(' ');
  let found = made.get(key);
  if (found === undefined) {
    if (made.size >= mostMade) made.clear();
    found = make(look);
    made.set(key, found);
  }
  return found;
}

function make(look: Look): string {
  const { accent_color: accent, background_color: background, theme } = look;
  const on = ({ sheet, tint: part }: typeof light) => {
    const tint = tinted(accent, sheet, part);
    const color = legibleOn(accent, [sheet, tint], leastContrast);
    return { tint, color, ink: inkOn(color) };
  };
  const [day, night] = [on(light), on(dark)];
  const grounds =
    background === null ? [light.ground, dark.ground] : [background, tinted(background, dark.ground, 0.25)];
  const faint = (ground: string, color: string) => (contrast(color, ground) >= leastContrast ? color : inkOn(ground));
  const properties: Record<string, string> = {
    'color-scheme': theme === 'auto' ? 'light dark' : theme,
    '--accent': `light-dark(${day.color}, ${night.color})`,
    '--on-accent': `light-dark(${day.ink}, ${night.ink})`,
    '--tint': `light-dark(${day.tint}, ${night.tint})`,
    '--ground': `light-dark(${grounds[0]}, ${grounds[1]})`,
    '--faint': `light-dark(${faint(grounds[0]!, '#62635b')}, ${faint(grounds[1]!, '#a6a79e')})`,
    '--text': fonts[look.font].text,
    '--title': fonts[look.font].title,
    '--scale': String(look.font_scale),
    '--shape': shapes[look.image_shape],
  };
  return `:root{${Object.entries(properties)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}`;
}
