interface Daybook {
  url: string;
  key: string;
  /** Bookings a page. */
  limit?: number;
}

/** Every booking that changed since a moment, over all pages. */
async function* changedSince({ url, key, limit = 100 }: Daybook, since: string) {
  const query = new URLSearchParams({ limit: String(limit), 'last_updated_time.gt': since });
  let next: string | undefined = `${url}/v2/bookings?${query}`;
  while (next !== undefined) {
    const response: Response = await fetch(next, { headers: { 'API-Key': key } });
    if (response.status === 429) {
      const seconds = Number(response.headers.get('Retry-After') ?? 5);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      continue;
    }
    if (!response.ok) throw new Error(await response.text());
    const { data } = (await response.json()) as { data: { id: string; last_updated_time: string }[] };
    yield* data;
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1];
  }
}

/** Hands over what changed since a moment; gives the moment from which to look the next time. */
export async function poll(daybook: Daybook, since: string, handle: (booking: object) => void): Promise<string> {
  let newest = since;
  for await (const booking of changedSince(daybook, since)) {
    handle(booking);
    if (booking.last_updated_time > newest) newest = booking.last_updated_time;
  }
  return newest;
}
