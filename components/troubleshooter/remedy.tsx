import { i18n } from '#i18n';
import type { Facts, SiteFacts } from '../../utils/domain/diagnosis/facts.ts';
import { messageTo } from '../../utils/domain/diagnosis/drafts.ts';
import type { Pass, TroubleshooterStore } from '../../utils/domain/diagnosis/store.ts';
import type { Recipient } from '../../utils/domain/diagnosis/types.ts';
import type { ClearedSite } from '../../utils/domain/site-data/clear-sites.ts';
import type { ClearableHost } from '../../utils/domain/site-data/hosts.ts';
import { AskFirst } from '../shared/ask-first.tsx';
import type { TroubleshooterActions } from './actions.ts';
import { Cleared, ClearSites } from './clear-sites.tsx';
import { MessageDraft } from './message-draft.tsx';
import { ReportCard } from './report-card.tsx';

/** The remedy that is open below the tree. */
export type OpenRemedy =
  | { what: 'message'; recipient: Recipient; edited?: true }
  | { what: 'clear-sites'; found: SiteFacts; decide: (hosts: ClearableHost[] | null) => void }
  | { what: 'cleared'; sites: readonly ClearedSite[] }
  | { what: 'clear-own-data' }
  | { what: 'report' };

/** A draft, a question or a report, as a fix asked for it. */
export function Remedy(props: {
  open: OpenRemedy;
  setOpen: (next: OpenRemedy | null) => void;
  pass: Pass;
  store: TroubleshooterStore;
  actions: TroubleshooterActions;
  version: string;
}) {
  const { open, setOpen, pass, store, actions } = props;
  const { facts, diagnosis, place } = pass;
  const close = () => setOpen(null);
  switch (open.what) {
    case 'message': {
      const { recipient } = open;
      return (
        <MessageDraft
          key={recipient}
          recipient={recipient}
          write={() =>
            messageTo(recipient, diagnosis, facts, {
              projectName: place.projectName,
              sayWhen: actions.sayWhen,
            })
          }
          copy={actions.copy}
          onEdit={() => setOpen({ what: 'message', recipient, edited: true })}
          onClose={close}
        />
      );
    }
    case 'clear-sites':
      return <ClearSites found={open.found} suggested={suggestedHosts(facts)} onDecide={open.decide} />;
    case 'cleared':
      return <Cleared sites={open.sites} />;
    case 'clear-own-data':
      return (
        <AskFirst
          title={i18n.t('troubleshooter.own_data.title')}
          yes={i18n.t('troubleshooter.own_data.yes')}
          onYes={() => {
            close();
            void store.tell('resetOwnData', null).then((done) => (done ? store.runAgain() : undefined));
          }}
          onNo={close}
        >
          <p>{i18n.t('troubleshooter.own_data.text')}</p>
        </AskFirst>
      );
    case 'report':
      return (
        <ReportCard
          facts={facts}
          diagnosis={diagnosis}
          version={props.version}
          copy={actions.copy}
          save={actions.save}
        />
      );
  }
}

/** The hosts in question: the Procore one the person is on, and DocuSign's login. */
function suggestedHosts({ subject, settings }: Facts): string[] {
  const demo = settings.known && settings.value.environment === 'demo';
  return [subject.zone, demo ? 'account-d.docusign.com' : 'account.docusign.com'];
}
