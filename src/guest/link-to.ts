/** What a link changes of the address that it stands on; null takes a parameter out. */
export type Changes = Record<string, string | readonly string[] | null>;

/** An address with the same query but for these changes, so that what brought a guest here stays with him to the end. */
export function linkTo(path: string, query: string, changes: Changes = {}): string {
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name);
    for (const each of value === null ? [] : [value].flat()) params.append(name, each);
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A parameter by its name in any case of letters; the last of several. Null if it is not there, or says nothing. */
export function paramOf(params: URLSearchParams, name: string): string | null {
  const small = name.toLowerCase();
  const found = [...params].findLast(([each]) => each.toLowerCase() === small)?.[1].trim();
  return found || null;
}
