import {
  BookOpen,
  Eraser,
  FileText,
  Footprints,
  Hourglass,
  KeyRound,
  type LucideIcon,
  LogOut,
  Mail,
  RefreshCw,
  Settings,
  Unlock,
  Users,
} from 'lucide-preact';
import { FIXES } from '../../utils/domain/diagnosis/fixes.ts';
import type { FixId } from '../../utils/domain/diagnosis/types.ts';
import { fixName } from '../../utils/domain/diagnosis/sentence.ts';
import { Button } from '../shared/button.tsx';

const ICONS: Partial<Record<FixId, LucideIcon>> = {
  connect: KeyRound,
  'connect-other': Users,
  refresh: RefreshCw,
  'choose-account': Users,
  'sign-out-docusign': LogOut,
  'open-settings': Settings,
  'grant-host': Unlock,
  'clear-sites': Eraser,
  'clear-own-data': Eraser,
  wait: Hourglass,
  report: FileText,
};

function iconOf(fix: FixId): LucideIcon {
  const { does } = FIXES[fix];
  return ICONS[fix] ?? (does === 'message' ? Mail : fix.startsWith('open-') ? BookOpen : Footprints);
}

/** What can be done about a finding, the best first. */
export function FixButtons(props: {
  fixes: readonly FixId[];
  /** The first one stands out. */
  strong: boolean;
  busy: boolean;
  onFix: (fix: FixId) => void;
}) {
  if (props.fixes.length === 0) return null;
  return (
    <div class="row">
      {props.fixes.map((fix, index) => (
        <Button
          key={fix}
          look={props.strong && index === 0 ? 'primary' : 'plain'}
          icon={iconOf(fix)}
          busy={props.busy}
          onPress={() => props.onFix(fix)}
        >
          {fixName(fix)}
        </Button>
      ))}
    </div>
  );
}
