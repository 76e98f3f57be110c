import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { settingsPatch, zoneHost } from './schema.ts';

export const settingsMessages = {
  setSettings: message({ from: 'ours', data: settingsPatch, reply: () => z.null() }),
  /** A host permission was granted in the popup: read that host from now on. */
  addZone: message({
    from: 'ours',
    data: () => z.strictObject({ host: zoneHost() }),
    reply: () => z.null(),
  }),
  removeZone: message({
    from: 'ours',
    data: () => z.strictObject({ host: zoneHost() }),
    reply: () => z.null(),
  }),
} as const;
