import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Method, nextFirst, type Tally, untallied } from './assign.ts';
import { random } from './random.ts';

interface Member {
  name: string;
  priority: number;
  counted: Tally;
  idle: Tally;
}

const bookings = 10_000;
const net = ({ counted }: Member) => counted.received - counted.removed;
const spread = (counts: number[]) => Math.max(...counts) - Math.min(...counts);

/** Plays bookings for which a random part of the members is free, some of them lost again. `judge` sees each before it counts. */
function play(
  method: Method,
  { seed, free, lost }: { seed: number; free: number; lost: number },
  judge: (taker: Member, waiting: Member[], members: Member[]) => void,
): Member[] {
  const draw = random(seed);
  const members = Array.from({ length: 7 }, (_, i): Member => {
    const tally = { ...untallied };
    return { name: `m${i}`, priority: 1 + (i % 3), counted: tally, idle: tally };
  });
  for (let at = 0; at < bookings; at++) {
    const waiting = members.filter(() => draw() < free);
    const taker = nextFirst(waiting, method, true, draw)[0];
    if (taker === undefined) continue;
    judge(taker, waiting, members);
    taker.counted.received++;
    taker.counted.lastBooked = at;
    const loser = members[Math.floor(draw() * members.length)]!;
    if (draw() < lost && net(loser) > 0) loser.counted.removed++;
  }
  return members;
}

const lives = [
  { seed: 1, free: 1, lost: 0 },
  { seed: 2, free: 0.7, lost: 0.2 },
  { seed: 3, free: 0.3, lost: 0.1 },
];

for (const life of lives) {
  const words = `${life.free * 100} % free, ${life.lost * 100} % lost`;

  test(`in turn, over 10,000 bookings (${words}) nobody who is free has fewer than whoever takes one`, () => {
    const members = play('round_robin', life, (taker, waiting) => {
      for (const other of waiting) assert.ok(net(taker) <= net(other));
    });
    // Losses fall on anybody at any time; who lost catches up with the next bookings for which he is free.
    assert.ok(spread(members.map(net)) <= (life.lost === 0 ? 1 : 6), String(members.map(net)));
    assert.ok(members.reduce((sum, each) => sum + each.counted.received, 0) > 9000);
  });

  test(`pooled, over 10,000 bookings (${words}) nobody takes two while another is free both times and takes none`, () => {
    /** How many the one took while the other was free, since the other took one. */
    const passedOver = new Map<string, number>();
    const members = play('longest_idle', life, (taker, waiting, all) => {
      for (const other of waiting) {
        if (other === taker) continue;
        const pair = `${taker.name} ${other.name}`;
        passedOver.set(pair, (passedOver.get(pair) ?? 0) + 1);
        assert.ok(passedOver.get(pair)! <= 1, pair);
      }
      for (const other of all) passedOver.delete(`${other.name} ${taker.name}`);
    });
    if (life.free === 1) assert.ok(spread(members.map((each) => each.counted.received)) <= 1);
  });

  test(`by priority, over 10,000 bookings (${words}) the highest who is free takes it, and equals take turns`, () => {
    const members = play('priority', life, (taker, waiting) => {
      for (const other of waiting) {
        assert.ok(taker.priority >= other.priority);
        if (taker.priority === other.priority) assert.ok(taker.idle.lastBooked <= other.idle.lastBooked);
      }
    });
    const highest = members.filter((each) => each.priority === 3).map((each) => each.counted.received);
    if (life.free === 1) assert.deepEqual([spread(highest) <= 1, highest[0]! + highest[1]!], [true, bookings]);
  });
}
