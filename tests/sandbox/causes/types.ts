import type { CheckId } from '../../../utils/domain/diagnosis/types.ts';
import type { Docusign } from '../docusign/index.ts';
import type { Procore } from '../procore/index.ts';
import type { World } from '../world.ts';

/** The parts of a sandbox a cause changes. */
export type Stage = { world: World; docusign: Docusign; procore: Procore };

/** Takes back what one planting changed, and leaves other causes as they are. */
export type Lift = () => void;

/** One reason why a person's DocuSign in Procore does not work, made true in the vendors' own state. */
export type Cause = {
  /** Fit for an address: `membership-closed`. */
  id: string;
  /** The check of the troubleshooter that has to name it. */
  check: CheckId;
  title: string;
  sentence: string;
  /** For whoever is signed in to Procore then, on Riverside Tower in the home zone. */
  plant(stage: Stage): Lift;
  /** A page that shows it, or on which a person meets it. */
  opens: string;
};
