import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DocusignConnection } from '../../utils/domain/connections/tables.ts';
import { Button } from './button.tsx';
import styles from './confirm-who.module.css';
import { Field } from './field.tsx';
import { OutsideText } from './outside-text.tsx';

/** Who the person says is behind a link. `accountId` is '' unless it came from the connection. */
export type WhoAnswer = { who: string; accountId: string; accountName: string };

const LONGEST = 200;
const SOMEBODY_ELSE = '';

/** Asks who is behind a link: the connection's accounts are offered where there is one, and a name can be typed. */
export function ConfirmWho(props: {
  connection: DocusignConnection | null;
  busy: boolean;
  /** Something beside the form says already what it is for. */
  explained?: boolean;
  onConfirm: (answer: WhoAnswer) => void;
  onCancel?: () => void;
}) {
  const { connection, busy, onConfirm } = props;
  const accounts = connection?.accounts ?? [];
  const preset =
    accounts.find(({ accountId }) => accountId === connection?.chosenAccountId) ??
    accounts.find(({ isDefault }) => isDefault) ??
    accounts[0];
  const [chosen, setChosen] = useState(preset?.accountId ?? SOMEBODY_ELSE);
  const [who, setWho] = useState('');
  const [accountName, setAccountName] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const group = useId();
  const account = accounts.find(({ accountId }) => accountId === chosen);

  const submit = () => {
    if (account && connection) {
      onConfirm({
        who: (connection.email || connection.name).slice(0, LONGEST),
        accountId: account.accountId,
        accountName: account.accountName.slice(0, LONGEST),
      });
      return;
    }
    const name = who.trim();
    if (name === '') setWrong(i18n.t('panel.confirm.empty'));
    else if (name.length > LONGEST || accountName.length > LONGEST) setWrong(i18n.t('panel.confirm.long'));
    else onConfirm({ who: name, accountId: '', accountName: accountName.trim() });
  };

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {!props.explained && <p class={styles.text}>{i18n.t('panel.confirm.text')}</p>}
      {accounts.length > 0 && (
        <fieldset class={styles.choices}>
          <legend>{i18n.t('panel.confirm.choose')}</legend>
          {accounts.map(({ accountId, accountName: name }) => (
            <label key={accountId}>
              <input
                type="radio"
                name={group}
                checked={chosen === accountId}
                onChange={() => setChosen(accountId)}
              />
              <span>
                <strong>
                  <OutsideText text={connection?.email || connection?.name || ''} />
                </strong>
                <br />
                <OutsideText text={name} fallback={accountId} />
              </span>
            </label>
          ))}
          <label>
            <input
              type="radio"
              name={group}
              checked={chosen === SOMEBODY_ELSE}
              onChange={() => setChosen(SOMEBODY_ELSE)}
            />
            <span>{i18n.t('panel.confirm.typed')}</span>
          </label>
        </fieldset>
      )}
      {!account && (
        <>
          <Field label={i18n.t('panel.confirm.who')} wrong={wrong}>
            {({ id, describedBy, invalid }) => (
              <input
                id={id}
                class="input"
                autocomplete="off"
                aria-describedby={describedBy}
                aria-invalid={invalid}
                value={who}
                onInput={(event) => {
                  setWho(event.currentTarget.value);
                  setWrong(null);
                }}
              />
            )}
          </Field>
          <Field label={i18n.t('panel.confirm.account')}>
            {({ id }) => (
              <input
                id={id}
                class="input"
                autocomplete="off"
                value={accountName}
                onInput={(event) => setAccountName(event.currentTarget.value)}
              />
            )}
          </Field>
        </>
      )}
      <div class="row">
        <Button look="primary" submit busy={busy} onPress={submit}>
          {i18n.t('panel.confirm.save')}
        </Button>
        {props.onCancel && (
          <Button look="quiet" onPress={props.onCancel}>
            {i18n.t('common.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
