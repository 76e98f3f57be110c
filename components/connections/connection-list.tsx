import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { idOf } from '../../utils/domain/connections/key.ts';
import type { Connection } from '../../utils/domain/connections/tables.ts';
import { OutsideText } from '../shared/outside-text.tsx';
import styles from './connections.module.css';

/** All connections with a vendor, the one in use first. Where there are several, each is folded under its person. */
export function ConnectionList<C extends Connection>(props: {
  connections: readonly C[];
  current: C | null;
  view: { loginOf: (connection: C) => string; environmentName: (environment: C['environment']) => string };
  children: (connection: C) => ComponentChildren;
}) {
  const { connections, current, view, children } = props;
  const currentId = current && idOf(current);
  const others = connections.filter((one) => idOf(one) !== currentId);
  if (current && others.length === 0) return <>{children(current)}</>;
  return (
    <>
      {[...(current ? [current] : []), ...others].map((connection) => {
        const isCurrent = connection === current;
        return (
          <details key={idOf(connection)} class={styles.one} open={isCurrent}>
            <summary>
              <OutsideText text={connection.name} fallback={view.loginOf(connection)} />
              {` · ${view.environmentName(connection.environment)}`}
              {isCurrent && (
                <>
                  {' · '}
                  <span class={styles.chosen}>{i18n.t('connection.in_use')}</span>
                </>
              )}
            </summary>
            <div class={styles.section}>{children(connection)}</div>
          </details>
        );
      })}
    </>
  );
}

/** Another person can be connected beside those who are. */
export function Another({ help, children }: { help: string; children: ComponentChildren }) {
  return (
    <details class={styles.one}>
      <summary>{i18n.t('connection.another')}</summary>
      <div class={styles.section}>
        <p class={styles.quiet}>{help}</p>
        {children}
      </div>
    </details>
  );
}
