import { ArrowRight } from 'lucide-preact';
import { i18n } from '#i18n';
import type { RunStore, ShownRun } from '../../utils/domain/guide/store.ts';
import { Button } from './button.tsx';
import { Fill, slot } from './fill.tsx';
import { procedureName } from './guide-words.ts';
import { Note } from './note.tsx';
import { OutsideText } from './outside-text.tsx';

/** Guided steps that are under way beside the ones that are shown, and the way to each. Nothing where there are none. */
export function OtherRuns(props: {
  store: Pick<RunStore, 'others' | 'goTo' | 'busy'>;
  /** Called when the project came to the front. */
  onGone?: () => void;
}) {
  const { store, onGone } = props;
  if (store.others.value.length === 0) return null;
  return (
    <Note>
      <p>{i18n.t('popup.run.others')}</p>
      <ul>
        {store.others.value.map((run) => (
          <li key={run.runId}>
            <strong>{procedureName(run)}</strong> <Where run={run} />
            <Button
              look="quiet"
              icon={ArrowRight}
              busy={store.busy.value === 'openPlace'}
              label={i18n.t('popup.run.go_label', [procedureName(run)])}
              onPress={() => void store.goTo(run).then((gone) => gone && onGone?.())}
            >
              {i18n.t('popup.run.go')}
            </Button>
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** The project by its name where a page told one, else the zone. */
function Where({ run }: { run: ShownRun }) {
  return (
    <Fill
      text={i18n.t('popup.run.where', [slot(0)])}
      parts={[<OutsideText text={run.projectName || run.key.zone} />]}
    />
  );
}
