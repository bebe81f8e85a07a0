import { describe, expect, it } from 'vitest';
import type { Actor } from '@maquette/access';
import { checkPrecedence } from './check-precedence';

const NOW = new Date('2026-06-01T12:00:00Z');
const operator: Actor = { name: 'mara', roles: ['operator'] };
const engineer: Actor = { name: 'ines', roles: ['engineer'] };
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

describe('checkPrecedence', () => {
  it('takes whoever sends no key for anonymous, of normal priority, without a deadline', () => {
    expect(checkPrecedence({})).toEqual({ client: 'anonymous', priority: 'normal', deadline: null });
  });

  it('names the holder of the key', () => {
    expect(checkPrecedence({ client: engineer, priority: 'high' })).toMatchObject({
      client: 'ines',
      priority: 'high',
    });
  });

  it.each([
    [undefined, 'low', null],
    [undefined, 'high', 'permission-missing'],
    [{ name: 'vera', roles: ['viewer'] } as Actor, 'high', 'permission-missing'],
    [engineer, 'urgent', 'permission-missing'],
    [operator, 'urgent', null],
    [operator, 'Urgent', 'priority-unknown'],
    [operator, 'toString', 'priority-unknown'],
  ])('bounds the priority by role (%o, %s)', (client, priority, code) => {
    expect(codeOf(() => checkPrecedence({ client, priority }))).toBe(code);
  });

  it('reads a deadline with its offset', () => {
    const { deadline } = checkPrecedence({ deadline: '2026-06-01T15:30:00+02:00' }, NOW);
    expect(deadline).toEqual(new Date('2026-06-01T13:30:00Z'));
  });

  it.each([
    ['tomorrow', 'deadline-invalid'],
    ['2026-06-02', 'deadline-invalid'],
    ['2026-06-02T10:00:00', 'deadline-invalid'],
    ['2026-13-02T10:00:00Z', 'deadline-invalid'],
    ['', 'deadline-invalid'],
    ['2026-06-01T12:00:00Z', 'deadline-passed'],
  ])('refuses the deadline "%s"', (deadline, code) => {
    expect(codeOf(() => checkPrecedence({ deadline }, NOW))).toBe(code);
  });
});
