import { type Check, CHECK_IDS, type CheckId } from '../types.ts';
import { accountSuspended } from './account-suspended.ts';
import { browserVersion } from './browser-version.ts';
import { bulkSend } from './bulk-send.ts';
import { clock } from './clock.ts';
import { companyLogin } from './company-login.ts';
import { companyEnabled } from './company-enabled.ts';
import { consent } from './consent.ts';
import { cookies } from './cookies.ts';
import { defaultAccount } from './default-account.ts';
import { docusignReached } from './docusign-reached.ts';
import { emailDiffers } from './email-differs.ts';
import { envelope } from './envelope.ts';
import { envelopesLeft } from './envelopes-left.ts';
import { hostGranted } from './host-granted.ts';
import { idleDays } from './idle-days.ts';
import { insideProject } from './inside-project.ts';
import { integrationKeyCheck } from './integration-key.ts';
import { invitation } from './invitation.ts';
import { invoiceStatusCheck } from './invoice-status.ts';
import { ipRestricted } from './ip-restricted.ts';
import { linked } from './linked.ts';
import { loginPagesCheck } from './login-pages.ts';
import { maySend } from './may-send.ts';
import { membership } from './membership.ts';
import { online } from './online.ts';
import { ownData } from './own-data.ts';
import { pageFound } from './page-found.ts';
import { policy } from './policy.ts';
import { procoreAppCheck } from './procore-app.ts';
import { procoreReached } from './procore-reached.ts';
import { profileRow } from './profile-row.ts';
import { projectEnabled } from './project-enabled.ts';
import { readable } from './readable.ts';
import { reauth } from './reauth.ts';
import { redirectAddress } from './redirect-address.ts';
import { refreshWait } from './refresh-wait.ts';
import { sendButtonCheck } from './send-button.ts';
import { severalAccounts } from './several-accounts.ts';
import { signatureMail } from './signature-mail.ts';
import { signToggleCheck } from './sign-toggle.ts';
import { signedIn } from './signed-in.ts';
import { tenantRestricted } from './tenant-restricted.ts';
import { toolOn } from './tool-on.ts';
import { toolPermission } from './tool-permission.ts';
import { wrongAccount } from './wrong-account.ts';

const BY_ID: Record<CheckId, Check> = {
  'integration-key': integrationKeyCheck,
  'redirect-address': redirectAddress,
  'login-pages': loginPagesCheck,
  consent,
  'signed-in': signedIn,
  'wrong-account': wrongAccount,
  'several-accounts': severalAccounts,
  'default-account': defaultAccount,
  membership,
  invitation,
  'may-send': maySend,
  'account-suspended': accountSuspended,
  'envelopes-left': envelopesLeft,
  'email-differs': emailDiffers,
  'ip-restricted': ipRestricted,
  'tenant-restricted': tenantRestricted,
  'company-login': companyLogin,
  'procore-app': procoreAppCheck,
  'tool-on': toolOn,
  'tool-permission': toolPermission,
  'page-found': pageFound,
  'inside-project': insideProject,
  'project-enabled': projectEnabled,
  'company-enabled': companyEnabled,
  'profile-row': profileRow,
  'send-button': sendButtonCheck,
  'sign-toggle': signToggleCheck,
  'invoice-status': invoiceStatusCheck,
  'bulk-send': bulkSend,
  envelope,
  'signature-mail': signatureMail,
  'refresh-wait': refreshWait,
  online,
  'procore-reached': procoreReached,
  'docusign-reached': docusignReached,
  clock,
  'browser-version': browserVersion,
  cookies,
  'host-granted': hostGranted,
  policy,
  'own-data': ownData,
  linked,
  reauth,
  'idle-days': idleDays,
  readable,
};

/** Every check, in the order the panel shows them. A new one is a file, an id and a line here. */
export const CHECKS: readonly Check[] = CHECK_IDS.map((id) => BY_ID[id]);
