import {
  Barrier,
  BoundedSemaphore,
  Condition,
  Event,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  Semaphore,
} from 'asyncio-ts'
import type { Item, Room } from '../room'

/** What the room is furnished with. Its twin is `prepare.py`. */
export function prepare(room: Room): void {
  const { values, parties, queues } = room.program
  room.locks = [new Lock(), new Lock()]
  room.conditions = [new Condition(), new Condition(room.locks[0])]
  room.semaphores = [new Semaphore(values[0]), new BoundedSemaphore(values[1])]
  room.events = [new Event(), new Event()]
  room.barriers = parties.map((each) => new Barrier(each + 1))
  room.queues = queues.map(([kind, maxsize]) => makeQueue(kind, maxsize))
}

function makeQueue(kind: string, maxsize: number): Queue<Item> {
  if (kind === 'lifo') return new LifoQueue(maxsize)
  return kind === 'priority' ? new PriorityQueue(maxsize) : new Queue(maxsize)
}
