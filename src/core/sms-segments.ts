/** Letters of the GSM 7-bit alphabet (3GPP TS 23.038), and those that take the place of two. */
const plain = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const escaped = new Set('\f^{}\\[~]|€');

/**
 * How many SMS a text is sent in. One holds 160 letters of the GSM alphabet, or 70 UTF-16 units if any letter is of
 * another; as parts of a whole they hold 153 or 67, and no letter is cut in two.
 */
export function smsSegments(text: string): number {
  const letters = [...text];
  const gsm = letters.every((letter) => plain.has(letter) || escaped.has(letter));
  const widths = letters.map((letter) => (gsm ? (escaped.has(letter) ? 2 : 1) : letter.length));
  const length = widths.reduce((sum, width) => sum + width, 0);
  if (length <= (gsm ? 160 : 70)) return 1;
  const room = gsm ? 153 : 67;
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      segments++;
      used = 0;
    }
    used += width;
  }
  return segments;
}
