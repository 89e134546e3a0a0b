/** Holds the token of somebody who has signed in. */
export const sessionCookie = 'daybook_session';

/** What scripts of our own pages send with changes. Foreign pages cannot: the browser would ask us first, and we never agree. */
export const consoleHeader = 'Daybook-Console';
