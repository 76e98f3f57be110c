import { Field } from '../shared/field.tsx';
import { Saved } from './saved.tsx';
import styles from './section.module.css';
import type { SettingsProps } from './types.ts';
import { useDraft } from './use-draft.ts';

/** A setting that is a code copied from a vendor's page: kept when it has the vendor's form, or is empty. */
export function CodeField(
  props: Pick<SettingsProps, 'store'> & {
    name: 'integrationKey' | 'procoreClientId';
    label: string;
    help: string;
    wrong: string;
    read: (text: string) => string;
    fits: (code: string) => boolean;
  },
) {
  const { store, name } = props;
  const locked = store.isLocked(name);
  const draft = useDraft({
    stored: store.settings.value[name],
    read: props.read,
    judge: (code) => (code === '' || props.fits(code) ? null : props.wrong),
    save: (code) => store.save({ [name]: code }),
  });
  return (
    <div>
      <Field label={props.label} help={props.help} wrong={draft.wrong} locked={locked}>
        {({ id, describedBy, invalid }) => (
          <input
            id={id}
            name={name}
            class={`input ${styles.code}`}
            autocomplete="off"
            spellcheck={false}
            disabled={locked}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            {...draft.input}
          />
        )}
      </Field>
      <Saved store={store} name={name} />
    </div>
  );
}
