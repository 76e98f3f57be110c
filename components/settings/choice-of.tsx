import { ByOrganization } from '../shared/field.tsx';
import { Saved } from './saved.tsx';
import styles from './section.module.css';
import type { SettingsProps } from './types.ts';

/** One of a few values of a setting, such as which of a vendor's environments is meant. */
export function ChoiceOf<N extends 'environment' | 'procoreEnvironment', V extends string>(
  props: Pick<SettingsProps, 'store'> & {
    name: N;
    title: string;
    help: string;
    values: readonly V[];
    nameOf: (value: V) => string;
    save: (value: V) => unknown;
  },
) {
  const { store, name } = props;
  const locked = store.isLocked(name);
  return (
    <fieldset class={styles.group} disabled={locked}>
      <legend>{props.title}</legend>
      <p class={styles.help}>{props.help}</p>
      <div class="row">
        {props.values.map((value) => (
          <label key={value} class={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={store.settings.value[name] === value}
              onChange={() => void props.save(value)}
            />
            {props.nameOf(value)}
          </label>
        ))}
      </div>
      {locked && <ByOrganization />}
      <Saved store={store} name={name} />
    </fieldset>
  );
}
