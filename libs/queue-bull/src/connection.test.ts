import { describe, expect, it } from 'vitest';
import { bullOptions } from './connection';

describe('bullOptions', () => {
  it('reads every part of a Redis address', () => {
    const { redis } = bullOptions({ redisUrl: 'rediss://us%40er:p%2Fw@cache.example:6380/2' });
    const connection = {
      host: 'cache.example',
      port: 6380,
      username: 'us@er',
      password: 'p/w',
      db: 2,
      tls: {},
    };
    expect(redis).toMatchObject(connection);
    expect(bullOptions({ redisUrl: 'redis://[::1]' }).redis).toMatchObject({
      host: '::1',
      port: 6379,
      db: 0,
    });
  });

  it.each(['localhost:6379', 'http://localhost', 'redis://host/name', ''])('refuses "%s"', (redisUrl) => {
    const refused = expect.objectContaining({ kind: 'bad-usage', code: 'bad-redis-url' });
    expect(() => bullOptions({ redisUrl })).toThrow(refused);
  });
});
