import * as z from 'zod/mini';
import { journalCode } from '../journal/code.ts';

const host = () => z.object({ zone: z.string() });

export const settingsCodes = {
  /** Which settings, not what they are. */
  'settings-changed': journalCode(() => z.object({ names: z.array(z.string()) }), { names: ['warningDay'] }),
  'zone-added': journalCode(host, { zone: 'eu01.procore.com' }),
  'zone-removal-begun': journalCode(host, { zone: 'eu01.procore.com' }),
  'zone-removed': journalCode(host, { zone: 'eu01.procore.com' }),
};
