import { openLog } from '../wire/log.ts';

type Key = string | number;
type Entry = [table: string, key: Key, value?: unknown];

export type Table<V> = {
  get(key: Key): V | undefined;
  /** Kept for good when it returns (see wire/log.ts); also how a value changed in place is saved. */
  put(key: Key, value: V): void;
  delete(key: Key): void;
  clear(): void;
  /** In the order of first putting. */
  values(): IterableIterator<V>;
  entries(): IterableIterator<[Key, V]>;
  readonly size: number;
};

type Tables = {
  table<V>(name: string): Table<V>;
  close(): void;
};

/** Named maps that live in memory and in one append-only file, compacted when it is opened. */
export function openTables(file: string): Tables {
  const maps = new Map<string, Map<Key, unknown>>();
  const mapOf = (name: string) => {
    let map = maps.get(name);
    if (!map) {
      map = new Map();
      maps.set(name, map);
    }
    return map;
  };
  const log = openLog<Entry>(file, (entry) => {
    if (entry.length === 2) mapOf(entry[0]).delete(entry[1]);
    else mapOf(entry[0]).set(entry[1], entry[2]);
  });
  const everything = function* (): Generator<Entry> {
    for (const [name, map] of maps) for (const [key, value] of map) yield [name, key, value];
  };
  let live = 0;
  for (const map of maps.values()) live += map.size;
  if (log.length() > live * 1.5 + 100) log.compact(everything());

  return {
    table<V>(name: string): Table<V> {
      const map = mapOf(name) as Map<Key, V>;
      return {
        get: (key) => map.get(key),
        put(key, value) {
          map.set(key, value);
          log.append([name, key, value]);
        },
        delete(key) {
          if (map.delete(key)) log.append([name, key]);
        },
        clear() {
          for (const key of map.keys()) log.append([name, key]);
          map.clear();
        },
        values: () => map.values(),
        entries: () => map.entries(),
        get size() {
          return map.size;
        },
      };
    },
    close: () => log.close(),
  };
}
