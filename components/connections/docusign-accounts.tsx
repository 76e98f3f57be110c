import { Building } from 'lucide-preact';
import { i18n } from '#i18n';
import { ERROR_KINDS } from '../../utils/base/errors.ts';
import { isolatedText } from '../../utils/base/visible-text.ts';
import { idOf } from '../../utils/domain/connections/key.ts';
import type { ConnectionStore } from '../../utils/domain/connections/store.ts';
import type { DocusignConnection } from '../../utils/domain/connections/tables.ts';
import type { AccountFacts } from '../../utils/vendors/docusign/account-facts.ts';
import { errorSentence } from '../../utils/platform/error-sentence.ts';
import { Button } from '../shared/button.tsx';
import { Note } from '../shared/note.tsx';
import { OutsideText } from '../shared/outside-text.tsx';
import styles from './connections.module.css';

/** The accounts of who is signed in, one of which is chosen. */
export function Accounts({
  store,
  connection,
}: {
  store: ConnectionStore<'docusign'>;
  connection: DocusignConnection;
}) {
  const id = idOf(connection);
  const { accounts, chosenAccountId } = connection;
  const undecided = accounts.length > 1 && chosenAccountId === null;
  return (
    <>
      <h3>{i18n.t('popup.connection.accounts')}</h3>
      {accounts.length === 0 && <Note>{i18n.t('popup.connection.accounts_none')}</Note>}
      {undecided && (
        <p>
          {accounts.some(({ isDefault }) => isDefault)
            ? i18n.t('popup.connection.choose')
            : i18n.t('popup.connection.not_chosen')}
        </p>
      )}
      {accounts.length > 0 && (
        <ul class={styles.accounts}>
          {accounts.map((account) => (
            <Account
              key={account.accountId}
              account={account}
              chosen={account.accountId === chosenAccountId}
              choosable={accounts.length > 1}
              busy={store.isBusy('chooseAccount', id)}
              onChoose={() => void store.choose(id, account.accountId)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function Account(props: {
  account: AccountFacts;
  chosen: boolean;
  choosable: boolean;
  busy: boolean;
  onChoose: () => void;
}) {
  const { account, chosen } = props;
  return (
    <li class={styles.account} aria-current={chosen || undefined}>
      <Building size={16} aria-hidden="true" />
      <div class={styles.accountText}>
        <strong>
          <OutsideText text={account.accountName} fallback={account.accountId} />
        </strong>
        <p class={styles.quiet}>
          {[
            membershipWord(account.membership),
            account.maySend === null
              ? i18n.t('popup.connection.send_unread')
              : account.maySend
                ? i18n.t('popup.connection.send_yes')
                : i18n.t('popup.connection.send_no'),
            account.isAdmin ? i18n.t('popup.connection.admin') : '',
            account.isDefault ? i18n.t('popup.connection.default') : '',
          ]
            .filter((word) => word !== '')
            .join(' · ')}
        </p>
        <Problem kind={account.problem} />
        {chosen && props.choosable && <p class={styles.chosen}>{i18n.t('popup.connection.chosen')}</p>}
        {!chosen && props.choosable && (
          <Button busy={props.busy} onPress={props.onChoose}>
            {i18n.t('popup.connection.choose_account')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Problem({ kind }: { kind: string | null }) {
  const known = ERROR_KINDS.find((candidate) => candidate === kind);
  if (!known) return null;
  return (
    <p class={styles.problem}>
      <strong>{i18n.t('connection.problem_label')}.</strong> {errorSentence({ kind: known })}
    </p>
  );
}

function membershipWord(membership: string | null): string {
  switch (membership?.toLowerCase()) {
    case undefined:
      return i18n.t('popup.connection.membership.unread');
    case 'active':
      return i18n.t('popup.connection.membership.active');
    case 'activationrequired':
      return i18n.t('popup.connection.membership.activation_required');
    case 'activationsent':
      return i18n.t('popup.connection.membership.activation_sent');
    case 'closed':
      return i18n.t('popup.connection.membership.closed');
    case 'disabled':
      return i18n.t('popup.connection.membership.disabled');
    default:
      return i18n.t('popup.connection.membership.other', [isolatedText(membership ?? '')]);
  }
}
