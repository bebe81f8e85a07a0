import { MaquetteError } from '@maquette/kernel';
import { adoptCredentialRoot } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

export async function credentialsRoot(output: Output): Promise<void> {
  await withPlatform(loadConfig(), async ({ credentials: { root } }) => {
    if (!root) throw new MaquetteError('not-found', 'credential-root-missing', 'There is no root yet.');
    output.result(root, root.pem.trimEnd());
  });
}

export async function credentialsAdopt(output: Output): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const root = await adoptCredentialRoot(platform, await actorOf(platform));
    output.result(root, `Signed under ${root.fingerprint} from now on. Restart the workers.`);
  });
}
