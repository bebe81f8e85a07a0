import { requirePermission, type Actor } from '@maquette/access';
import { MaquetteError } from '@maquette/kernel';
import { ANONYMOUS, PRIORITIES, type Precedence, type Priority } from '@maquette/routing';

/** Who asks, how urgently, and until when it has to begin: as a client sends it. */
export interface PrecedenceInput {
  /** Whose key came with the request; left out, nobody's. */
  client?: Actor;
  /** One of PRIORITIES. */
  priority?: string;
  /** RFC 3339, with an offset. */
  deadline?: string;
}

const DEADLINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * Whose turn it will be. Anybody may ask for `low` and `normal`; the others take a role.
 * Errors: `priority-unknown`, `deadline-invalid`, `deadline-passed` (bad-input), `not-authenticated`,
 * `permission-missing` (refused).
 */
export function checkPrecedence(
  { client, priority = 'normal', deadline }: PrecedenceInput,
  now = new Date(),
): Precedence {
  return {
    client: client?.name ?? ANONYMOUS,
    priority: allowedPriority(client ?? { name: ANONYMOUS, roles: [] }, priority),
    deadline: deadline === undefined ? null : futureDeadline(deadline, now),
  };
}

function allowedPriority(client: Actor, asked: string): Priority {
  const priority = PRIORITIES.find((name) => name === asked);
  if (!priority) throw violation('priority', asked, 'priority-unknown', `one of ${PRIORITIES.join(', ')}`);
  if (priority === 'high' || priority === 'urgent') requirePermission(client, `priority.${priority}`);
  return priority;
}

function futureDeadline(text: string, now: Date): Date {
  const deadline = new Date(text);
  if (!DEADLINE.test(text) || Number.isNaN(deadline.getTime()))
    throw violation('deadline', text, 'deadline-invalid', 'a date and time such as 2026-12-01T18:00:00Z');
  if (deadline <= now) throw violation('deadline', text, 'deadline-passed', 'in the future');
  return deadline;
}

function violation(field: string, value: string, code: string, rule: string): MaquetteError {
  return new MaquetteError('bad-input', code, `The ${field} must be ${rule}; ${value} was given.`, {
    hint: `Correct the ${field} and send the request again.`,
    details: { field, value, rule: `must be ${rule}` },
  });
}
