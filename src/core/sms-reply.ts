const stop = new Set(['stop', 'stopall', 'end', 'quit', 'cancel', 'unsubscribe']);
const resume = new Set(['unstop', 'start']);

/** What an answer to an SMS asks for, if it is nothing but one of the words that carriers know; undefined for any other. */
export function smsReply(text: string): 'stop' | 'resume' | undefined {
  const word = text
    .trim()
    .replace(/[.!"']+$/, '')
    .toLowerCase();
  if (stop.has(word)) return 'stop';
  return resume.has(word) ? 'resume' : undefined;
}
