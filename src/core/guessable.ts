/** Of these most common passwords are made; spelt without digits and marks. */
// biome-ignore format: one word a line would be pages
const commonWords = [
  'administrator', 'admin', 'password', 'passwort', 'passwd', 'passe', 'contrasena', 'secret', 'geheim', 'letmein', 'welcome', 'willkommen', 'login', 'access',
  'changeme', 'default', 'master', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'fussball', 'baseball', 'basketball', 'superman', 'batman', 'iloveyou',
  'ichliebedich', 'trustno', 'starwars', 'pokemon', 'shadow', 'michael', 'jordan', 'jennifer', 'ashley', 'charlie', 'daniel', 'thomas', 'hello', 'hallo', 'freedom',
  'whatever', 'computer', 'internet', 'google', 'facebook', 'linkedin', 'microsoft', 'windows', 'samsung', 'summer', 'sommer', 'winter', 'spring', 'autumn', 'fruhling',
  'herbst', 'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'monday', 'friday', 'test', 'testing',
  'user', 'guest', 'root', 'system', 'server', 'company', 'office', 'daybook', 'calendar', 'meeting', 'booking', 'schedule', 'oncehub', 'flower', 'cookie', 'banana',
  'orange', 'purple', 'yellow', 'silver', 'golden', 'chocolate', 'butterfly', 'mustang', 'ferrari', 'mercedes', 'porsche', 'corvette', 'hunter', 'killer', 'pepper',
  'ginger', 'buster', 'soccer', 'hockey', 'tigger', 'maggie', 'liverpool', 'chelsea', 'arsenal', 'barcelona', 'juventus', 'zaq', 'qaz', 'wsx', 'edc', 'love', 'baby',
  'angel', 'money', 'happy', 'lucky', 'please', 'forever', 'family', 'heaven', 'jesus', 'the', 'and', 'my', 'is',
];

/** Rows of keyboards, the alphabet and the digits; any run of four along one of them is easy to type and to guess. */
const rows = [
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
];

const runs = new Set(
  rows
    .flatMap((row) => [row, [...row].reverse().join('')])
    .flatMap((row) => [...row].map((_, i) => row.slice(i, i + 4))),
);

/** Digits and marks that stand for letters. */
const disguises: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Less than this of a password's own is no secret. */
const leastOfItsOwn = 5;

/**
 * True if hardly anything of a password is left once common words, the person's own words, years, runs along the keyboard and
 * repetitions are taken out: so are made what guessers try first.
 */
export function isGuessable(password: string, ownWords: readonly string[]): boolean {
  const plain = password.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = [...commonWords, ...ownWords.map((word) => word.toLowerCase()).filter((word) => word.length >= 3)];
  const undisguised = [...plain].map((letter) => disguises[letter] ?? letter).join('');
  return [plain, undisguised].some((text) => ofItsOwn(text, words) < leastOfItsOwn);
}

function ofItsOwn(text: string, words: readonly string[]): number {
  const byLength = words.toSorted((a, b) => b.length - a.length);
  let rest = withoutRuns(text);
  for (const word of byLength) rest = rest.replaceAll(word, ' ');
  rest = rest.replaceAll(/(19|20)\d\d/g, ' ').replaceAll(/[^\p{L}\p{N}]/gu, '');
  return new Set(rest).size;
}

/** A run of four or more letters is taken out; of shorter ones nobody can say that they are one. */
function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    let length = 0;
    while (runs.has(text.slice(at + length, at + length + 4)) && at + length + 4 <= text.length) length++;
    if (length === 0) rest += text[at++];
    else at += length + 3;
  }
  return rest;
}
