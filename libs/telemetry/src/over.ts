type Method = (...args: never[]) => unknown;

/** The same object with some of its methods replaced; each replacement gets the original, bound, and its arguments. */
export function over<T extends object>(
  target: T,
  replacements: { [K in keyof T]?: T[K] extends Method ? (original: T[K]) => T[K] : never },
): T {
  const replaced = new Map<PropertyKey, unknown>();
  for (const [key, replace] of Object.entries(replacements) as [string, (original: unknown) => unknown][]) {
    replaced.set(key, replace((Reflect.get(target, key) as Method).bind(target)));
  }
  return new Proxy(target, {
    get(object, key) {
      if (replaced.has(key)) return replaced.get(key);
      const value: unknown = Reflect.get(object, key);
      return typeof value === 'function' ? value.bind(object) : value;
    },
  });
}
