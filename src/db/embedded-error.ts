/**
 * The embedded server cannot start or go on. The message is written for the operator: what is wrong, with which
 * folder or process, and what to do; show it without a stack.
 */
export class EmbeddedServerError extends Error {
  override name = 'EmbeddedServerError';
}

/**
 * The error for what PostgreSQL, initdb or the file system said, as a sentence an operator can act on; text it does
 * not know is passed on as it is. `folder` is the data folder, `text` the tail of a log or an error's message.
 */
export function explainFailure(what: string, text: string, folder: string): EmbeddedServerError {
  const said = lastComplaint(text);
  const known = advice(text, folder);
  return new EmbeddedServerError(`${what}: ${known ? `${known} (${said})` : said}`);
}

function advice(text: string, folder: string): string | undefined {
  if (/No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/.test(text))
    return `the disk that holds ${folder} is full. Free some space there, then start again; nothing is lost.`;
  if (/Read-only file system|EROFS/.test(text))
    return `the disk that holds ${folder} is mounted read-only. Look for disk errors in the system's log.`;
  if (/error while loading shared libraries/.test(text))
    return 'the PostgreSQL package in node_modules is not complete. Delete node_modules and start with `npm start`.';
  if (/could not look up effective user ID/.test(text))
    return 'this user has no entry in /etc/passwd, which initdb needs. Start as a user who has, or set DATABASE_URL.';
  if (/could not (create|map|open|resize) .*shared memory/.test(text))
    return 'the system gives PostgreSQL too little shared memory. In a container, raise --shm-size to 128m or more.';
  if (/data directory ".*" has (wrong ownership|invalid permissions)/.test(text))
    return `${folder}/postgres must belong to the user who runs PostgreSQL, with mode 0700.`;
  if (/Permission denied|EACCES|EPERM/.test(text))
    return `this user may not read or write in ${folder}. Start as the user who owns it, or give it to this one (chown -R).`;
  return undefined;
}

/** The last line at the gravest level, without its time stamp. */
function lastComplaint(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const grave =
    lines.findLast((line) => /\b(PANIC|FATAL):/.test(line)) ??
    lines.findLast((line) => /error|ERROR|cannot|could not|No space/.test(line)) ??
    lines.at(-1) ??
    'it said nothing';
  return grave.replace(/^.*?\b(?=(PANIC|FATAL|ERROR): )/, '').trim();
}
