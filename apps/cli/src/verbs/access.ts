import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { table, type Output } from '../output';
import { withPlatform } from '../with-platform';

export async function accessIssue(output: Output, { role }: { role: string[] }, name: string): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const issued = await platform.access.issue(await actorOf(platform), { name, roles: role });
    output.say(
      `The key of ${issued.name} (${issued.roles.join(', ')}), id ${issued.id}. It is shown this once.`,
    );
    output.result(issued, issued.key);
  });
}

export async function accessList(output: Output): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const keys = await platform.access.list(await actorOf(platform));
    const rows = keys.map(({ id, name, roles, createdAt, withdrawnAt }) => [
      id,
      name,
      roles.join(', '),
      `since ${createdAt.toISOString()}`,
      withdrawnAt ? `withdrawn ${withdrawnAt.toISOString()}` : 'in force',
    ]);
    output.result({ keys }, rows.length > 0 ? table(rows) : 'There is no access key yet.');
  });
}

export async function accessWithdraw(output: Output, _options: object, id: string): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const key = await platform.access.withdraw(await actorOf(platform), id);
    output.result(key, `The key ${key.id} of ${key.name} is withdrawn.`);
  });
}
